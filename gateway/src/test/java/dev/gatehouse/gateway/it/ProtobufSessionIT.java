package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SqldExtension.class)
@SuppressWarnings("NullAway.Init")
class ProtobufSessionIT {
  private static final String HELLO_OK = "0a00";

  private static GatewayStand gateway;

  @BeforeAll
  static void start(RunningSqld sqld) throws Exception {
    gateway = new GatewayStand(sqld.http(), sqld.tokenKey());
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static byte[] field(int number, byte[]... contents) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    var field = new ByteArrayOutputStream();
    field.write((number << 3) | 2);
    for (int rest = content.size(); ; rest >>>= 7) {
      if (rest < 0x80) {
        field.write(rest);
        break;
      }
      field.write((rest & 0x7f) | 0x80);
    }
    field.writeBytes(content.toByteArray());
    return field.toByteArray();
  }

  static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] number(int field, int number) {
    return new byte[] {(byte) (field << 3), (byte) number};
  }

  static byte[] execute(int id, String sql) {
    byte[] statement = field(2, text(1, sql), number(5, 1));
    return field(2, number(1, id), field(4, number(1, 1), statement));
  }

  private static SessionClient session() throws Exception {
    SessionClient client = SessionClient.open(gateway.url(), "hrana3-protobuf");
    client.send(field(1, text(1, gateway.token("a", Access.READ_WRITE))));
    client.send(field(2, number(1, 1), field(2, number(1, 1))));
    assertEquals(HELLO_OK, client.next());
    assertEquals("1a0408011200", client.next());
    return client;
  }

  private static String textOf(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  @Test
  void carriesStatements() throws Exception {
    try (SessionClient client = session()) {
      assertEquals("hrana3-protobuf", client.subprotocol());
      client.send(execute(2, "select 'in protobuf'"));
      assertTrue(textOf(client.next()).contains("in protobuf"));
    }
  }

  @Test
  void forbiddenSqlIsRefusedAndTheSessionLives() throws Exception {
    try (SessionClient client = session()) {
      client.send(execute(2, "select readfile('/etc/passwd')"));
      assertTrue(textOf(client.next()).contains("SQL_FORBIDDEN"));
      client.send(execute(3, "select 'alive'"));
      assertTrue(textOf(client.next()).contains("alive"));
    }
  }

  @Test
  void aHelloWithoutATokenIsRefused() throws Exception {
    try (SessionClient client = SessionClient.open(gateway.url(), "hrana3-protobuf")) {
      client.send(field(1));
      assertTrue(textOf(client.next()).contains("AUTH_HEADER_NOT_FOUND"));
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void aHelloWithTwoTokensEndsTheSession() throws Exception {
    String token = gateway.token("a", Access.READ_WRITE);
    try (SessionClient client = SessionClient.open(gateway.url(), "hrana3-protobuf")) {
      client.send(field(1, text(1, token), text(1, token)));
      assertTrue(client.next().startsWith("close 1007"));
    }
  }

  @Test
  void textEndsTheSession() throws Exception {
    try (SessionClient client = session()) {
      client.send("{}");
      assertTrue(client.next().startsWith("close 1003"));
    }
  }
}
