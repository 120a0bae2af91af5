package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.sqld.SqldRefusedException;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@RealSqld
class RealSqldIT {
  private final RunningSqld sqld;

  RealSqldIT(RunningSqld sqld) {
    this.sqld = sqld;
  }

  @Test
  void keepsWhatATestPutsIn() throws Exception {
    NamespaceId id = sqld.create("CREATE TABLE t (x)", "INSERT INTO t VALUES (42)");
    assertEquals(List.of(List.of(42L)), sqld.sql(id, "SELECT x FROM t").getFirst().rows());
  }

  @Test
  void refusesWritesWithATokenForReading() throws Exception {
    NamespaceId id = sqld.create("CREATE TABLE t (x)");
    String token = sqld.token(id, Access.READ_ONLY);
    assertThrows(
        SqldRefusedException.class,
        () -> sqld.pipeline().run(id, token, List.of("INSERT INTO t VALUES (1)")));
  }

  @Test
  void keepsItsDataOverACrash() throws Exception {
    NamespaceId id = sqld.create("CREATE TABLE t (x)", "INSERT INTO t VALUES ('kept')");
    sqld.crash();
    assertEquals(List.of(List.of("kept")), sqld.sql(id, "SELECT x FROM t").getFirst().rows());
  }

  @Test
  void answersAHranaClient() throws Exception {
    NamespaceId id = sqld.create("CREATE TABLE t (x)", "INSERT INTO t VALUES ('row')");
    byte[] name = id.value().getBytes(StandardCharsets.US_ASCII);
    HranaReply reply =
        HranaClient.of(sqld.http())
            .withToken(sqld.token(id, Access.READ_WRITE))
            .withHeader(
                "x-namespace-bin", Base64.getEncoder().withoutPadding().encodeToString(name))
            .execute("SELECT x FROM t", "SELECT absent");
    assertEquals("row", reply.value());
    assertEquals("SQL_INPUT_ERROR", reply.errorCode(1));
  }
}
