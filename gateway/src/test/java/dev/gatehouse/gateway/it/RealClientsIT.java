package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.RunningSqld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients that people use pass the same checks at an sqld and at the Gatehouse before it. */
class RealClientsIT {
  private static final Set<String> CHECKED_WITH_EVERY_CLIENT =
      Set.of(
          "execute",
          "batch",
          "transaction",
          "rollback",
          "migrations",
          "blobs",
          "integers",
          "texts",
          "errors",
          "refusal",
          "files");

  /** An sqld that is not hardened lets its SQL read files, and Gatehouse does not. */
  private static final String FAILS_DIRECTLY = "files";

  private static final ClientMatrix MATRIX = new ClientMatrix();

  @TempDir private Path folder;

  @BeforeAll
  @Timeout(180)
  static void fetchClients() throws Exception {
    RealClient.fetch();
  }

  @AfterAll
  static void print() {
    MATRIX.lines().forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource
  void passesTheSameChecksDirectlyAndThroughGatehouse(RealClient client) throws Exception {
    try (RunningSqld sqld = RunningSqld.start(false);
        GatewayStand gateway = new GatewayStand(sqld.http(), sqld.tokenKey())) {
      CheckResults direct = client.run(Door.direct(sqld), own("direct"));
      CheckResults through = client.run(Door.through(gateway, sqld), own("through"));
      MATRIX.add(client, direct, through);
      assertEquals(Map.of(), direct.failuresBut(FAILS_DIRECTLY));
      assertEquals(Map.of(), through.failuresBut(""));
      assertEquals(direct.failures().keySet(), through.failures().keySet());
      assertFalse(direct.passed(FAILS_DIRECTLY), "no longer a difference: " + FAILS_DIRECTLY);
      assertTrue(through.failures().keySet().containsAll(expectedOf(client)), through::toString);
    }
  }

  private static Set<String> expectedOf(RealClient client) {
    Set<String> expected = new HashSet<>(CHECKED_WITH_EVERY_CLIENT);
    expected.removeAll(client.notOffered());
    return expected;
  }

  private Path own(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
