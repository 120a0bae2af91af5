package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcStreamTest {
  private static final String TRAILERS =
      "grpc-status:0\r\ngrpc-message:fine%21\r\nx-namespace-bin:Yg\r\n";

  private EmbeddedChannel stream;

  @BeforeEach
  void open() {
    stream = new EmbeddedChannel(new GrpcStreamHandler());
  }

  @AfterEach
  void close() {
    stream.finishAndReleaseAll();
  }

  private String ask(String contentType) {
    var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/x");
    request.headers().set("content-type", contentType);
    stream.writeInbound(request);
    HttpRequest seen = stream.readInbound();
    return seen.headers().get("content-type");
  }

  private HttpResponse answer(String... headers) {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("content-type", "application/grpc-web+proto");
    for (int i = 0; i < headers.length; i += 2) {
      head.headers().set(headers[i], headers[i + 1]);
    }
    stream.writeOutbound(head);
    return stream.readOutbound();
  }

  private static byte[] frame(int flag, byte[] content) {
    ByteBuf frame = Unpooled.buffer().writeByte(flag).writeInt(content.length).writeBytes(content);
    return ByteBufUtil.getBytes(frame);
  }

  private static byte[] trailers(String text) {
    return frame(0x80, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void write(byte[] bytes) {
    stream.writeOutbound(new DefaultHttpContent(Unpooled.copiedBuffer(bytes)));
  }

  private HttpHeaders end() {
    stream.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    LastHttpContent last = stream.readOutbound();
    last.release();
    return last.trailingHeaders();
  }

  @ParameterizedTest
  @CsvSource({
    "application/grpc,application/grpc-web",
    "application/grpc+proto,application/grpc-web+proto",
    "application/grpc-web,application/grpc-web",
    "application/grpc+json,application/grpc+json",
    "application/grpc; x=y,application/grpc; x=y",
    "application/json,application/json"
  })
  void onlyTheTwoKnownFormsAreTranslated(String asked, String seen) {
    assertEquals(seen, ask(asked));
  }

  @Test
  void anAnswerInGrpcWebStaysOneForAClientThatSpeaksIt() {
    ask("application/grpc-web");
    assertEquals("application/grpc-web+proto", answer().headers().get("content-type"));
    byte[] last = trailers(TRAILERS);
    write(last);
    HttpContent passed = stream.readOutbound();
    assertEquals(last.length, passed.content().readableBytes());
    passed.release();
    assertTrue(end().isEmpty());
  }

  @Test
  void messagesPassAtOnceInWhateverPiecesTheyCome() {
    RandomGenerator random = Seed.random("grpc answers");
    for (int round = 0; round < 200; round++) {
      close();
      open();
      ask("application/grpc");
      assertEquals("application/grpc", answer().headers().get("content-type"));
      passInPieces(random);
    }
  }

  private void passInPieces(RandomGenerator random) {
    var all = new ByteArrayOutputStream();
    for (int message = random.nextInt(5); message > 0; message--) {
      byte[] content = new byte[random.nextInt(400)];
      random.nextBytes(content);
      all.writeBytes(frame(0, content));
    }
    int messageBytes = all.size();
    byte[] messages = all.toByteArray();
    all.writeBytes(trailers(TRAILERS));
    byte[] sent = all.toByteArray();
    var seen = new ByteArrayOutputStream();
    int at = 0;
    while (at < sent.length) {
      int piece = Math.min(1 + random.nextInt(60), sent.length - at);
      write(Arrays.copyOfRange(sent, at, at + piece));
      at += piece;
      HttpContent passed = stream.readOutbound();
      if (passed != null) {
        seen.writeBytes(ByteBufUtil.getBytes(passed.content()));
        passed.release();
      }
      assertEquals(Math.min(at, messageBytes), seen.size());
    }
    assertEquals(ByteBufUtil.hexDump(messages), ByteBufUtil.hexDump(seen.toByteArray()));
    HttpHeaders told = end();
    assertEquals("0", told.get("grpc-status"));
    assertEquals("fine%21", told.get("grpc-message"));
    assertEquals(2, told.size());
  }

  @Test
  void anAnswerWithoutMessagesIsItsHeadAlone() {
    ask("application/grpc");
    assertNull(answer("grpc-status", "9", "grpc-message", "NO_HELLO", "content-length", "0"));
    stream.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    FullHttpResponse whole = stream.readOutbound();
    assertEquals("9", whole.headers().get("grpc-status"));
    assertEquals("application/grpc", whole.headers().get("content-type"));
    assertFalse(whole.headers().contains("content-length"));
    assertFalse(whole.content().isReadable());
    assertTrue(whole.trailingHeaders().isEmpty());
    assertNull(stream.readOutbound());
  }

  @Test
  void anAnswerThatIsNoGrpcPassesAsItIs() {
    ask("application/grpc");
    HttpResponse head = answer("content-type", "text/plain");
    assertEquals("text/plain", head.headers().get("content-type"));
    write(new byte[3]);
    HttpContent passed = stream.readOutbound();
    assertEquals(3, passed.content().readableBytes());
    passed.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000000",
        "0000000005aa",
        "8000000000",
        "800000000f677270632d7374617475733a30",
        "800000000d677270632d7374617475733a3100000000",
        "800000000d677270632d7374617475733a78",
        "800000000d677270632d7374617475733a300d0a"
      })
  void anAnswerThatEndsWithoutProperTrailersIsCut(String hex) {
    ask("application/grpc");
    answer();
    write(ByteBufUtil.decodeHexDump(hex));
    stream.releaseOutbound();
    assertCut(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0100000001aa", "8100000000", "7f"})
  void aFrameThatIsNoneCutsTheAnswer(String hex) {
    ask("application/grpc");
    answer();
    assertCut(new DefaultHttpContent(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex))));
  }

  @Test
  void endlessTrailersCutTheAnswer() {
    ask("application/grpc");
    answer();
    assertCut(new DefaultHttpContent(Unpooled.copiedBuffer(frame(0x80, new byte[20 << 10]))));
  }

  private void assertCut(HttpContent content) {
    Throwable thrown = assertThrows(Throwable.class, () -> stream.writeOutbound(content));
    assertInstanceOf(UnfitAnswerException.class, thrown);
    assertNull(stream.readOutbound());
  }
}
