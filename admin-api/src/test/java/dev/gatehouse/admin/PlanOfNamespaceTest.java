package dev.gatehouse.admin;

import static dev.gatehouse.admin.Answers.json;
import static dev.gatehouse.admin.Answers.wrongFields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Plan;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plans a namespace can be put on, and who hears of it. */
final class PlanOfNamespaceTest {
  private static final Limits STANDARD = new Limits(1, 1, 1);
  private static final Plans ONE_PLAN =
      new Plans(STANDARD, Quota.NONE, List.of(new Plan("pro", new Limits(2, 2, 2), Quota.NONE)));
  private static final String ALPHA = "/v1/namespaces/alpha";
  private static final Namespace NAME = new Namespace("alpha");

  private final AdminStand stand;

  PlanOfNamespaceTest(@TempDir Path folder) throws Exception {
    stand = AdminStand.start(folder, new FakeNode());
    stand.plans().set(ONE_PLAN);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private Optional<String> served() {
    return stand.registry().find(NAME).orElseThrow().plan();
  }

  @Test
  void reachesTheDataPlaneAtOnce() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"plan\":\"pro\"}");
    assertEquals(Optional.of("pro"), served());
    List<Optional<String>> seen = new ArrayList<>();
    stand.registry().onChange(_ -> seen.add(served()));

    json(200, stand.patch(ALPHA, "{\"plan\":null}"));

    assertEquals(List.of(Optional.empty()), seen);
  }

  @Test
  void mustBeAConfiguredOneOnceThereAreAny() throws Exception {
    assertEquals(
        List.of("plan"),
        wrongFields(stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"plan\":\"por\"}")));
    stand.post("/v1/namespaces", "{\"name\":\"alpha\"}");

    assertEquals(List.of("plan"), wrongFields(stand.patch(ALPHA, "{\"plan\":\"por\"}")));
    assertEquals(Optional.empty(), served());
  }

  @Test
  void isALabelWhereNoneAreConfigured() throws Exception {
    stand.plans().set(Plans.standard(STANDARD));

    stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"plan\":\"anything\"}");

    assertEquals(Optional.of("anything"), served());
  }

  @Test
  void staysWhereItWasRemovedFromTheConfigurationUntilSomebodyChangesIt() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"plan\":\"pro\"}");
    stand
        .plans()
        .set(new Plans(STANDARD, Quota.NONE, List.of(new Plan("new", STANDARD, Quota.NONE))));

    var edited = json(200, stand.patch(ALPHA, "{\"owner\":\"ann\"}"));

    assertEquals("pro", edited.get("plan").asString());
    json(200, stand.patch(ALPHA, "{\"plan\":\"new\"}"));
    assertEquals(Optional.of("new"), served());
  }
}
