package dev.gatehouse.admin.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.admin.provision.FakeSeeds;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.MintStand;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.tenancy.IdentityDesk.Headers;
import dev.gatehouse.tenancy.IdentityDesk.Heard;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Database Webhooks bring about. */
final class SupabaseWebhooksTest {
  private static final String SECRET = "a secret of the tests";
  private static final Namespace ADA = new Namespace("user_ada");
  private static final String USER =
      "{\"id\":\"ada\",\"email\":\"ada@example.com\",\"created_at\":\"%s\"}";

  private final ManualClock clock = new ManualClock();
  private final FakeNode node = new FakeNode();
  private final Registry file;
  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final UserNamespaces namespaces;

  SupabaseWebhooksTest(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), clock);
    provisioner =
        new NamespaceProvisioner(
            registry, node, new NodeId("local"), FakeSeeds.none(registry, node));
    Tokens tokens = MintStand.tokens(file, clock);
    registry.beforeRelease(tokens.ledger()::release);
    namespaces =
        new UserNamespaces(provisioner, tokens.ledger(), (_, _, _) -> {}, Optional.empty());
  }

  @AfterEach
  void close() {
    file.close();
  }

  private SupabaseWebhooks webhooks(boolean endsNamespaces) {
    return new SupabaseWebhooks(
        new SupabaseWebhooks.Terms(
            Optional.of(SECRET),
            "x-secret",
            Optional.empty(),
            endsNamespaces,
            claims -> Namespace.parse("user_" + claims.get("sub"))),
        namespaces,
        file.webhooks(),
        clock);
  }

  private static Headers secret(String... values) {
    return name -> name.equals("x-secret") ? List.of(values) : List.of();
  }

  private Heard hear(String body) {
    return webhooks(true).hear(secret(SECRET), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String type, String record, String oldRecord) {
    return "{\"type\":\"%s\",\"table\":\"users\",\"schema\":\"auth\",\"record\":%s,\"old_record\":%s}"
        .formatted(type, record, oldRecord);
  }

  private String signUp() {
    return event("INSERT", USER.formatted(clock.instant()), "null");
  }

  private String leaving() {
    return event("DELETE", "null", USER.formatted(clock.instant()));
  }

  @Test
  void aSignUpMakesTheNamespaceOfItsUser() {
    assertEquals(Heard.DONE, hear(signUp()));
    assertTrue(registry.find(ADA).isPresent());
    Owner owner = registry.entry(ADA).orElseThrow().profile().owner();
    assertEquals(new Owner(Optional.of("ada"), Optional.of("ada@example.com")), owner);
    assertEquals(Heard.DONE, hear(signUp()));
    assertEquals(1, node.held().size());
  }

  @Test
  void aDeletionEndsItWhereThatIsWanted() {
    hear(signUp());
    byte[] leaving = leaving().getBytes(StandardCharsets.UTF_8);
    assertEquals(Heard.DONE, webhooks(false).hear(secret(SECRET), leaving));
    assertTrue(registry.find(ADA).isPresent());
    assertEquals(Heard.DONE, hear(leaving()));
    assertFalse(registry.find(ADA).isPresent());
    assertEquals(Heard.DONE, hear(leaving()));
  }

  @Test
  void aSignUpThatComesAfterTheDeletionMakesNothing() {
    String signUp = signUp();
    hear(signUp);
    clock.advance(Duration.ofMinutes(1));
    hear(leaving());
    assertEquals(Heard.DONE, hear(signUp));
    assertFalse(registry.find(ADA).isPresent());
  }

  @Test
  void whatCannotBeDoneNowMayBeSentAgain() {
    node.feel(FakeNode.Mood.DOWN);
    assertEquals(Heard.FAILED, hear(signUp()));
    node.feel(FakeNode.Mood.WELL);
    assertEquals(Heard.DONE, hear(signUp()));
    assertTrue(registry.find(ADA).isPresent());
  }

  @Test
  void nobodyIsHeardWithoutTheSecret() {
    byte[] body = signUp().getBytes(StandardCharsets.UTF_8);
    assertEquals(Heard.DONE, webhooks(true).hear(secret("Bearer " + SECRET), body));
    assertEquals(Heard.UNVERIFIED, webhooks(true).hear(secret(), body));
    assertEquals(Heard.UNVERIFIED, webhooks(true).hear(secret(SECRET + "x"), body));
    assertEquals(Heard.UNVERIFIED, webhooks(true).hear(secret(SECRET, SECRET), body));
    Headers unsigned = name -> name.equals("webhook-signature") ? List.of("v1,x") : List.of(SECRET);
    assertEquals(Heard.UNVERIFIED, webhooks(true).hear(unsigned, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "not json",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"schema\":\"public\",\"record\":{\"id\":\"x\"}}",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"schema\":\"auth\",\"record\":{\"id\":7}}",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"schema\":\"auth\",\"record\":{\"id\":\"../x\"}}",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"schema\":\"auth\",\"record\":null}",
        "{\"type\":\"TRUNCATE\",\"table\":\"users\",\"schema\":\"auth\",\"record\":{\"id\":\"x\"}}",
        "{\"type\":\"INSERT\",\"type\":\"DELETE\",\"table\":\"users\",\"schema\":\"auth\"}"
      })
  void whatTellsOfNoUserIsMalformed(String body) {
    assertEquals(Heard.MALFORMED, hear(body));
    assertEquals(0, node.held().size());
  }
}
