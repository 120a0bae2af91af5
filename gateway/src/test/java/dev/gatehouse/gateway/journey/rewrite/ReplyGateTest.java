package dev.gatehouse.gateway.journey.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyGateTest {
  private static final NamespaceId ID = NamespaceId.random();
  private static final TenantRecord TENANT =
      new TenantRecord(
          new Namespace("shop"), ID, new NodeId("one"), Lifecycle.ACTIVE, Optional.empty());

  private static ReplyGate json() {
    return new ReplyGate(new JsonBatonOpening(baton -> "sealed-" + baton));
  }

  private static ReplyGate protobuf(boolean delimited) {
    return new ReplyGate(new ProtobufBatonOpening(baton -> "sealed-" + baton, delimited));
  }

  /** Offers the answer in pieces of this size and gathers all that comes out. */
  private static @Nullable String through(ReplyGate gate, byte[] answer, int piece) {
    var out = Unpooled.buffer();
    boolean open = false;
    for (int at = 0; at < answer.length; at += piece) {
      ByteBuf chunk = Unpooled.copiedBuffer(answer, at, Math.min(piece, answer.length - at));
      if (open) {
        out.writeBytes(chunk);
        chunk.release();
      } else {
        open = append(out, gate.offer(chunk));
      }
    }
    if (!open && !gate.isUnfit()) {
      open = append(out, gate.finish());
    }
    gate.release();
    String passed = out.toString(StandardCharsets.ISO_8859_1);
    out.release();
    return open ? passed : null;
  }

  private static boolean append(ByteBuf out, @Nullable ByteBuf begins) {
    if (begins == null) {
      return false;
    }
    out.writeBytes(begins);
    begins.release();
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void aJsonBatonIsSealedHoweverTheAnswerIsCut(int piece) {
    assertEquals(
        "{\"baton\":\"sealed-ab+/\",\"base_url\":null,\"results\":[1]}",
        through(json(), bytes("{\"baton\":\"ab+/\",\"base_url\":null,\"results\":[1]}"), piece));
  }

  @Test
  void anAnswerWithoutBatonStaysAsItIs() {
    String answer = "{\"baton\":null,\"base_url\":null,\"results\":[]}";
    assertEquals(answer, through(json(), bytes(answer), 5));
  }

  @Test
  void aBaseUrlNeverGoesOut() {
    assertEquals(
        "{\"baton\":null,\"base_url\":null,\"results\":[]}",
        through(
            json(),
            bytes("{\"baton\":null,\"base_url\":\"http://10.0.0.1:8080\",\"results\":[]}"),
            9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1]", "{\"results\":[],\"baton\":\"ab\",\"base_url\":null}", "oops"})
  void anAnswerOfAnotherShapeDoesNotGoOut(String answer) {
    ReplyGate gate = json();
    assertNull(through(gate, bytes(answer), 3));
    assertTrue(gate.isUnfit());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void aProtobufBatonIsSealedAndABaseUrlDropped(int piece) {
    byte[] answer = bytes("\n\u0003abc\u0012\u0004http\u001a\u0002\u0008\u0001");
    assertEquals("\n\nsealed-abc\u001a\u0002\u0008\u0001", through(protobuf(false), answer, piece));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void aDelimitedMessageGetsItsNewLength(int piece) {
    byte[] answer = bytes("\u0005\n\u0003abc\u0002\u0008\u0001");
    assertEquals("\u000c\n\nsealed-abc\u0002\u0008\u0001", through(protobuf(true), answer, piece));
  }

  @Test
  void aProtobufAnswerWithNothingInItPasses() {
    assertEquals("", through(protobuf(false), new byte[0], 1));
  }

  @Test
  void anErrorKeepsItsShapeAndLosesWhatIsInside() {
    String error = "{\"error\":\"data/x/dbs/" + ID + "/data: no namespace `" + ID + "`\"}";
    assertEquals(
        "{\"error\":\"the database: no namespace `shop`\"}",
        through(new ReplyGate(new ErrorOpening(TENANT)), bytes(error), 10));
  }
}
