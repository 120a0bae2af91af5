package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.HranaAnswer;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HranaFormTest {
  private static final UnpooledByteBufAllocator ALLOC = UnpooledByteBufAllocator.DEFAULT;
  private static final HranaJson JSON = new HranaJson();
  private static final HranaProtobuf PROTOBUF = new HranaProtobuf();

  private final List<ByteBuf> written = new ArrayList<>();

  private static Outcome<HranaMessage> readJson(String message) {
    String quoted = message.replace('\'', '"');
    return JSON.read(Unpooled.copiedBuffer(quoted, StandardCharsets.UTF_8));
  }

  private static Outcome<HranaMessage> readProtobuf(String hex) {
    return PROTOBUF.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }

  private static void assertRead(HranaMessage expected, Outcome<HranaMessage> read) {
    assertEquals(expected, assertInstanceOf(Ready.class, read).product());
  }

  private static void assertViolation(Outcome<HranaMessage> read) {
    var stopped = assertInstanceOf(Stopped.class, read);
    assertEquals(1007, assertInstanceOf(ProtocolViolation.class, stopped.refusal()).closeCode());
  }

  @Test
  void readsTheTokenOfAHello() {
    assertRead(new Hello("t"), readJson("{'jwt':'t','type':'hello'}"));
    assertRead(new Hello("t"), readJson("{'\\u0074ype':'hello','jwt':'t','more':[{}]}"));
    assertRead(new Hello(null), readJson("{'type':'hello'}"));
    assertRead(new Hello(null), readJson("{'type':'hello','jwt':null}"));
    assertRead(new Hello("t"), readProtobuf("0a030a0174"));
    assertRead(new Hello(null), readProtobuf("0a00"));
  }

  @Test
  void readsWhatARequestWorksOn() {
    assertRead(
        new Request(-7, Kind.EXECUTE, 3, 0, 0, List.of(9)),
        readJson(
            "{'type':'request','request':{'stmt':{'sql_id':9,'args':[]},'stream_id':3,"
                + "'type':'execute'},'request_id':-7}"));
    assertRead(
        new Request(1, Kind.SEQUENCE, 3, 0, 0, List.of(8)),
        readJson(
            "{'type':'request','request_id':1,'request':{'type':'sequence','stream_id':3,"
                + "'sql_id':8}}"));
    assertRead(
        new Request(1, Kind.STORE_SQL, 0, 0, 8, List.of()),
        readJson(
            "{'type':'request','request_id':1,'request':{'type':'store_sql','sql_id':8,"
                + "'sql':'select 1'}}"));
    assertRead(
        new Request(5, Kind.EXECUTE, 3, 0, 0, List.of(9)),
        readProtobuf("120a0805220608031202" + "1009"));
    assertRead(
        new Request(5, Kind.BATCH, 3, 0, 0, List.of(9)),
        readProtobuf("120e08052a0a080312060a0412021009"));
    assertRead(new Request(0, Kind.CLOSE_CURSOR, 0, 4, 0, List.of()), readProtobuf("12043a020804"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "['hello','t']",
        "{'type':'hello'}{}",
        "{'type':'hello','jwt':1}",
        "{'type':'hello','jwt':['t']}",
        "{'type':'hello','jwt':'a','jwt':'b'}",
        "{'type':'hello','x':{'y':1,'y':2}}",
        "{'type':0}",
        "{'type':'Hello'}",
        "{'jwt':'t'}",
        "{'type':'request','request_id':1}",
        "{'type':'request','request_id':'1','request':{'type':'open_stream','stream_id':1}}",
        "{'type':'request','request_id':1.0,'request':{'type':'open_stream','stream_id':1}}",
        "{'type':'request','request_id':4294967297,'request':{'type':'open_stream','stream_id':1}}",
        "{'type':'request','request_id':1,'request':{'type':'open_stream'}}",
        "{'type':'request','request_id':1,'request':{'type':0,'stream_id':1}}",
        "{'type':'request','request_id':1,'request':['open_stream',1]}",
        "{'type':'request','request_id':1,'request':{'type':'drop','stream_id':1}}",
        "{'type':'hello','jwt':'t'",
      })
  void whatIsNoMessageInJsonIsAViolation(String message) {
    assertViolation(readJson(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "0a030a01740a00", // two messages
        "0a060a01740a0174", // two tokens
        "0a03120174", // another field
        "0a040a0174", // longer than it is
        "0801", // another type
        "1a00", // an unknown message
        "12020801", // a request for nothing
        "1206080108011200", // two ids
        "120808011202080112020802", // two requests
        "120612040801080" + "2", // two streams
        "ffffffffffffffffffff0a00", // an endless number
      })
  void whatIsNoMessageInProtobufIsAViolation(String hex) {
    assertViolation(readProtobuf(hex));
  }

  private ByteBuf kept(ByteBuf answer) {
    written.add(answer);
    return answer;
  }

  @AfterEach
  void release() {
    written.forEach(ByteBuf::release);
  }

  @Test
  void answersInJson() {
    var error = new HranaAnswer("CODE", "a \"quoted\" text", 1008);
    assertEquals(
        "{\"type\":\"response_error\",\"request_id\":3,\"error\":"
            + "{\"message\":\"a \\\"quoted\\\" text\",\"code\":\"CODE\"}}",
        kept(JSON.responseError(ALLOC, 3, error)).toString(StandardCharsets.UTF_8));
    assertEquals(
        "{\"type\":\"response_ok\",\"request_id\":3,\"response\":{\"type\":\"close_stream\"}}",
        kept(JSON.responseOk(ALLOC, 3, Kind.CLOSE_STREAM)).toString(StandardCharsets.UTF_8));
    assertTrue(JSON.isHelloOk(kept(JSON.helloOk(ALLOC))));
    assertFalse(JSON.isHelloOk(kept(JSON.helloError(ALLOC, error))));
  }

  @Test
  void answersInProtobuf() {
    var error = new HranaAnswer("C", "m", 1008);
    assertEquals("220a080312060a016d120143", hex(kept(PROTOBUF.responseError(ALLOC, 3, error))));
    assertEquals("12080a060a016d120143", hex(kept(PROTOBUF.helloError(ALLOC, error))));
    assertEquals("1a0408031a00", hex(kept(PROTOBUF.responseOk(ALLOC, 3, Kind.CLOSE_STREAM))));
    assertTrue(PROTOBUF.isHelloOk(kept(PROTOBUF.helloOk(ALLOC))));
    assertFalse(PROTOBUF.isHelloOk(kept(PROTOBUF.helloError(ALLOC, error))));
    assertRead(new Hello("token"), PROTOBUF.read(kept(PROTOBUF.hello(ALLOC, "token"))));
    assertRead(new Hello("token"), JSON.read(kept(JSON.hello(ALLOC, "token"))));
  }

  private static String hex(ByteBuf bytes) {
    return ByteBufUtil.hexDump(bytes);
  }

  @Test
  @Fuzz
  void noBytesMakeAReaderFail() {
    long seed = Long.getLong("gatehouse.seed", 1);
    var random = new Random(seed);
    byte[] json =
        ("{\"type\":\"request\",\"request_id\":1,\"request\":{\"type\":\"execute\","
                + "\"stream_id\":2,\"stmt\":{\"sql\":\"select \\u0031\",\"args\":[{\"value\":1}]}}}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] protobuf = ByteBufUtil.decodeHexDump("120e08052a0a080312060a0412021009");
    for (int i = 0; i < Inputs.count(); i++) {
      readMutated(JSON, json.clone(), random, seed);
      readMutated(PROTOBUF, protobuf.clone(), random, seed);
    }
  }

  private static void readMutated(HranaForm form, byte[] bytes, Random random, long seed) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    ByteBuf message = Unpooled.wrappedBuffer(bytes, 0, 1 + random.nextInt(bytes.length));
    try {
      var _ = form.read(message);
    } catch (RuntimeException escaped) {
      throw new AssertionError("seed " + seed + ": " + ByteBufUtil.hexDump(message), escaped);
    }
    assertEquals(0, message.readerIndex());
  }
}
