package dev.gatehouse.gateway.journey.rewrite.guard;

import static dev.gatehouse.gateway.journey.rewrite.guard.Readings.passed;
import static dev.gatehouse.gateway.journey.rewrite.guard.Readings.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Protobuf messages are read as sqld reads them, or not at all. */
final class ProtobufCarrierTest {
  private static final String EVIL = "select readfile('x')";
  private static final long SEED = Long.getLong("gatehouse.seed", 1);

  private final ProtobufCarrier carrier = new ProtobufCarrier(new SqlGuard(GuardBounds.DEFAULT));

  private static ByteBuf buffer(Proto message) {
    return Unpooled.wrappedBuffer(message.toBytes());
  }

  private static Proto statement(String sql) {
    Proto value = Proto.of().text(4, EVIL);
    return Proto.of().text(1, sql).message(3, value).message(3, Proto.of().number(2, 7));
  }

  private static Proto batch(String sql) {
    Proto ok = Proto.of().number(1, 0);
    Proto not = Proto.of().message(3, ok);
    return Proto.of().message(1, Proto.of().message(1, not).message(2, statement(sql)));
  }

  /** The requests of a pipeline that carry this text, each in a message of its own. */
  private static List<Proto> requests(String sql) {
    return List.of(
        Proto.of().message(2, Proto.of().message(1, statement(sql))),
        Proto.of().message(3, Proto.of().message(1, batch(sql))),
        Proto.of().message(4, Proto.of().text(1, sql)),
        Proto.of().message(5, Proto.of().text(1, sql)),
        Proto.of().message(6, Proto.of().number(1, 1).text(2, sql)));
  }

  /** The same for a WebSocket. */
  private static List<Proto> socketRequests(String sql) {
    return List.of(
        Proto.of().message(4, Proto.of().number(1, 5).message(2, statement(sql))),
        Proto.of().message(5, Proto.of().number(1, 5).message(2, batch(sql))),
        Proto.of().message(6, Proto.of().number(1, 5).number(2, 1).message(3, batch(sql))),
        Proto.of().message(9, Proto.of().number(1, 5).text(2, sql)),
        Proto.of().message(10, Proto.of().number(1, 5).text(2, sql)),
        Proto.of().message(11, Proto.of().number(1, 1).text(2, sql)));
  }

  private static Proto pipeline(Proto request) {
    return Proto.of().text(1, "baton").message(2, request);
  }

  private static Proto socketRequest(Proto request) {
    Proto message = Proto.of().number(1, 9).raw(toInts(request.toBytes()));
    return Proto.of().message(2, message);
  }

  private static int[] toInts(byte[] bytes) {
    int[] ints = new int[bytes.length];
    Arrays.setAll(ints, i -> bytes[i]);
    return ints;
  }

  @Test
  void findsTheTextOfEveryRequest() {
    for (Proto request : requests("select 1")) {
      assertNotNull(passed(carrier.pipeline(buffer(pipeline(request)))));
    }
    for (Proto request : requests(EVIL)) {
      assertEquals(Reason.FORBIDDEN_NAME, refused(carrier.pipeline(buffer(pipeline(request)))));
    }
    for (Proto request : socketRequests("select 1")) {
      assertEquals(9, passed(carrier.clientMessage(buffer(socketRequest(request)))).requestId());
    }
    for (Proto request : socketRequests(EVIL)) {
      assertEquals(
          Reason.FORBIDDEN_NAME, refused(carrier.clientMessage(buffer(socketRequest(request)))));
    }
  }

  @Test
  void summarisesAPipeline() {
    Proto body = Proto.of().text(1, "baton");
    requests("select 1").forEach(request -> body.message(2, request));
    body.message(2, Proto.of().message(1, Proto.of()));
    CarrierSummary summary = passed(carrier.pipeline(buffer(body)));
    Handle baton = summary.baton();
    assertNotNull(baton);
    assertEquals("baton", baton.text());
    byte[] field = Arrays.copyOfRange(body.toBytes(), baton.from(), baton.to());
    assertArrayEquals(Proto.of().text(1, "baton").toBytes(), field);
    assertEquals(6, summary.requests());
    assertEquals(4, summary.statements());
    assertTrue(summary.endsInClose());
  }

  @Test
  void readsCursors() {
    CarrierSummary summary =
        passed(carrier.cursor(buffer(Proto.of().message(2, batch("select 1")))));
    assertEquals(Set.of(RequestKind.CURSOR), summary.kinds());
    assertEquals(
        Reason.FORBIDDEN_NAME, refused(carrier.cursor(buffer(Proto.of().message(2, batch(EVIL))))));
    assertEquals(Reason.MALFORMED, refused(carrier.cursor(buffer(Proto.of().text(1, "x")))));
  }

  @Test
  void readsHello() {
    Proto hello = Proto.of().message(1, Proto.of().text(1, "token"));
    ClientMessage message = passed(carrier.clientMessage(buffer(hello)));
    Handle token = message.token();
    assertEquals(RequestKind.HELLO, message.kind());
    assertNotNull(token);
    assertEquals("token", token.text());
  }

  @Test
  void readsEveryProxyCall() {
    Proto query =
        Proto.of().text(1, "select 1").message(2, Proto.of().message(1, Proto.of().text(1, "v")));
    Proto not =
        Proto.of()
            .message(3, Proto.of().message(1, Proto.of().message(1, Proto.of().number(1, 0))));
    Proto program = Proto.of().message(1, Proto.of().message(1, not).message(2, query));
    Proto execute = Proto.of().text(1, "id").message(2, program);
    assertEquals(1, passed(carrier.proxyExecute(buffer(execute))).statements());
    Proto evil = Proto.of().message(1, Proto.of().message(2, Proto.of().text(1, EVIL)));
    assertEquals(
        Reason.FORBIDDEN_NAME,
        refused(carrier.proxyExecute(buffer(Proto.of().text(1, "id").message(2, evil)))));
    assertEquals(Reason.MALFORMED, refused(carrier.proxyExecute(buffer(Proto.of().text(1, "id")))));
    assertEquals(
        Reason.MALFORMED,
        refused(
            carrier.proxyExecute(
                buffer(Proto.of().message(2, Proto.of().message(1, Proto.of()))))));

    Proto describe = Proto.of().text(1, "id").text(2, "select 1");
    assertEquals(1, passed(carrier.proxyDescribe(buffer(describe))).statements());
    Proto pragma = Proto.of().text(1, "id").text(2, "pragma user_version");
    assertEquals(Reason.DESCRIBE_OTHER, refused(carrier.proxyDescribe(buffer(pragma))));
    Handle id = passed(carrier.proxyDisconnect(buffer(Proto.of().text(1, "id")))).clientId();
    assertNotNull(id);
    assertEquals("id", id.text());

    Proto stream = Proto.of().number(1, 1).message(2, Proto.of().message(1, program));
    assertEquals(1, passed(carrier.proxyStreamExec(buffer(stream))).statements());
    Proto evilStream = Proto.of().number(1, 1).message(3, Proto.of().text(1, EVIL));
    assertEquals(Reason.FORBIDDEN_NAME, refused(carrier.proxyStreamExec(buffer(evilStream))));
  }

  @Test
  void refusesWhatCanBeReadInTwoWays() {
    Proto close = Proto.of().message(1, Proto.of());
    assertRefused(Reason.DUPLICATE_FIELD, Proto.of().text(1, "a").text(1, "b"));
    assertRefused(Reason.UNKNOWN_FIELD, Proto.of().text(3, "x"));
    assertRefused(Reason.UNKNOWN_FIELD, pipeline(Proto.of().message(9, Proto.of())));
    assertRefused(Reason.MALFORMED, Proto.of().number(1, 1));
    assertRefused(Reason.MALFORMED, Proto.of().raw(0x0B, 0x0C));
    assertRefused(Reason.MALFORMED, Proto.of().raw(0x0A, 0x05, 'a'));
    assertRefused(Reason.MALFORMED, Proto.of().raw(0x0A, 0x81, 0x00, 'a'));
    assertRefused(Reason.MALFORMED, Proto.of().raw(0x8A, 0x00, 0x01, 'a'));
    assertRefused(Reason.MALFORMED, Proto.of().raw(0x02, 0x00));
    assertRefused(Reason.INVALID_TEXT, Proto.of().raw(0x0A, 0x02, 0xC0, 0x80));
    assertRefused(Reason.HANDLE_TOO_LONG, Proto.of().text(1, "a".repeat(20_000)));
    assertRefused(
        Reason.MALFORMED,
        pipeline(
            Proto.of().message(1, Proto.of()).message(2, Proto.of().message(1, statement("x")))));
    assertRefused(
        Reason.DUPLICATE_FIELD,
        pipeline(
            Proto.of()
                .message(2, Proto.of().message(1, statement("x")))
                .message(2, Proto.of().message(1, statement("x")))));
    assertRefused(
        Reason.DUPLICATE_FIELD,
        pipeline(
            Proto.of().message(2, Proto.of().message(1, Proto.of().text(1, "x").text(1, "y")))));
    assertRefused(Reason.DESCRIBE_STORED, pipeline(Proto.of().message(5, Proto.of().number(2, 1))));
    assertEquals(1, passed(carrier.pipeline(buffer(pipeline(close)))).requests());
  }

  @Test
  void refusesConditionsWithoutEnd() {
    Proto condition = Proto.of().number(1, 0);
    for (int i = 0; i < 200; i++) {
      condition = Proto.of().message(3, condition);
    }
    Proto step = Proto.of().message(1, condition).message(2, statement("x"));
    assertRefused(
        Reason.TOO_DEEP,
        pipeline(Proto.of().message(3, Proto.of().message(1, Proto.of().message(1, step)))));
  }

  @Test
  @Fuzz
  void readsAnyBytesToTheEnd() {
    Random random = new Random(SEED);
    byte[] whole = Proto.of().message(2, requests("select 1").get(1)).text(1, "baton").toBytes();
    for (int i = 0; i < Inputs.count(); i++) {
      byte[] body = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      ByteBuf bytes = Unpooled.wrappedBuffer(body, 0, random.nextInt(body.length + 1));
      assertNotNull(carrier.pipeline(bytes), "seed " + SEED);
      assertNotNull(carrier.clientMessage(bytes), "seed " + SEED);
      assertNotNull(carrier.proxyExecute(bytes), "seed " + SEED);
    }
  }

  private void assertRefused(Reason reason, Proto body) {
    assertEquals(reason, refused(carrier.pipeline(buffer(body))));
  }
}
