package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Http2IT {
  private static final String PIPELINE = "/v2/pipeline";

  private FrontDoor door;
  private Http2Client client;

  @BeforeEach
  void open() {
    door = new FrontDoor();
    client = new Http2Client(door.address());
  }

  @AfterEach
  void close() {
    client.close();
    door.close();
  }

  @Test
  void carriesManyRequestsAtOnceEachWithItsOwnToken() throws Exception {
    Http2Client.Stream first = client.send(Http2Client.head(PIPELINE, NotingJourney.HELD), "{}");
    Runnable held = door.journey().held();
    var others = new ArrayList<Http2Client.Stream>();
    for (int i = 0; i < 50; i++) {
      others.add(client.send(Http2Client.head(PIPELINE, "t" + i), "x".repeat(i)));
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("t" + i + ":" + i + ":127.0.0.1", others.get(i).reply().body());
    }
    held.run();
    assertEquals("held:2:127.0.0.1", first.reply().body());
  }

  @Test
  void takesABodyThatIsLargerThanAnyWindow() throws Exception {
    Http2Client.Reply reply =
        client.send(Http2Client.head(PIPELINE, "a"), "x".repeat(3 << 20)).reply();
    assertEquals("a:3145728:127.0.0.1", reply.body());
  }

  @Test
  void answersWithoutTheHeadersOfConnections() throws Exception {
    Http2Headers headers = client.send(Http2Client.head(PIPELINE, "a"), "{}").reply().headers();
    assertFalse(headers.contains("connection"));
    assertFalse(headers.contains("transfer-encoding"));
  }

  @Test
  void answersHeadAndPreflight() throws Exception {
    Http2Client.Reply head =
        client.send(Http2Client.head("/version", "a").method("HEAD"), "").reply();
    assertEquals("14", head.headers().get("content-length").toString());
    assertEquals("", head.body());
    Http2Headers asked =
        Http2Client.head(PIPELINE, "a").method("OPTIONS").add("origin", "https://x.example");
    Http2Headers reply = client.send(asked, "").reply().headers();
    assertEquals("*", reply.get("access-control-allow-origin").toString());
  }

  @Test
  void refusesWhileTheBodyStillComesAndKeepsTheOtherStreams() throws Exception {
    var stream = new Http2Client.Stream();
    var head = Http2Client.head(PIPELINE, "a");
    head.remove("authorization");
    client.open(stream).writeAndFlush(new DefaultHttp2HeadersFrame(head, false));
    assertEquals(401, stream.reply().status());
    assertEquals(Http2Error.NO_ERROR.code(), stream.reply().error());
    assertEquals(200, client.send(Http2Client.head(PIPELINE, "a"), "{}").reply().status());
  }

  /**
   * A head that is none.
   *
   * @param name what is wrong
   * @param spoil makes it wrong
   */
  record Row(String name, Consumer<Http2Headers> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> malformed() {
    return Stream.of(
        new Row("connection", head -> head.add("connection", "x-foo")),
        new Row("keep-alive", head -> head.add("keep-alive", "1")),
        new Row("proxy-connection", head -> head.add("proxy-connection", "close")),
        new Row("transfer-encoding", head -> head.add("transfer-encoding", "chunked")),
        new Row("upgrade", head -> head.add("upgrade", "h2c")),
        new Row("te", head -> head.add("te", "gzip")),
        new Row("upper case", head -> head.add("X-Foo", "1")),
        new Row("line break in a value", head -> head.add("x-foo", "a\r\nx-namespace-bin: Yg")),
        new Row("line break in a name", head -> head.add("x-foo: a\r\nx-bar", "1")),
        new Row("colon in a name", head -> head.add("x:foo", "1")),
        new Row("NUL", head -> head.add("x-foo", "a\u0000b")),
        new Row("host is another", head -> head.add("host", "b.gw")),
        new Row("host twice", head -> head.add("host", "a.gw").add("host", "a.gw")),
        new Row("two authorities", head -> head.add(":authority", "b.gw")),
        new Row("two methods", head -> head.add(":method", "GET")),
        new Row("two paths", head -> head.add(":path", "/dump")),
        new Row("two schemes", head -> head.add(":scheme", "https")),
        new Row("unknown pseudo-header", head -> head.add(":x", "1")),
        new Row("status", head -> head.status("200")),
        new Row("no method", head -> head.remove(":method")),
        new Row("no path", head -> head.remove(":path")),
        new Row("no scheme", head -> head.remove(":scheme")),
        new Row("empty path", head -> head.path("")),
        new Row("length too long", head -> head.add("content-length", "3")),
        new Row("length too short", head -> head.add("content-length", "1")),
        new Row("two lengths", head -> head.add("content-length", "2").add("content-length", "3")),
        new Row("signed length", head -> head.add("content-length", "+2")),
        new Row("negative length", head -> head.add("content-length", "-2")));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesAHeadThatSaysTwoThings(Row row) throws Exception {
    Http2Headers head = Http2Client.head(PIPELINE, "a");
    row.spoil().accept(head);
    Http2Client.Reply reply = client.send(head, "{}").reply();
    assertTrue(reply.status() == 0 || reply.status() == 400, () -> "status " + reply.status());
    assertEquals(List.of(), door.journey().served());
  }

  static Stream<Row> elsewhere() {
    return Stream.of(
        new Row("absolute path", head -> head.path("http://b.gw/v2/pipeline")),
        new Row("request line in a path", head -> head.path("/v2/pipeline HTTP/1.1\r\nx: y")),
        new Row("dev", head -> head.path("/dev/b/v2/pipeline")),
        new Row("connect", head -> head.method("CONNECT")),
        new Row("method with a line", head -> head.method("POST /dump HTTP/1.1\r\nx:")),
        new Row("no authority", head -> head.remove(":authority")),
        new Row("path of 9 KiB", head -> head.path("/v2/pipeline?" + "x".repeat(9 << 10))),
        new Row("headers of 17 KiB", head -> head.add("x-foo", "x".repeat(17 << 10))));
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void sendsNobodyElsewhere(Row row) throws Exception {
    Http2Headers head = Http2Client.head(PIPELINE, "a");
    row.spoil().accept(head);
    Http2Client.Reply reply = client.send(head, "").reply();
    assertNotEquals(200, reply.status());
    assertEquals(List.of(), door.journey().served());
  }

  @Test
  void ignoresTrailersThatSelect() throws Exception {
    var stream = new Http2Client.Stream();
    var channel = client.open(stream);
    channel.write(new DefaultHttp2HeadersFrame(Http2Client.head(PIPELINE, "a"), false));
    channel.write(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(new byte[2]), false));
    var trailers =
        new DefaultHttp2Headers(false).add("x-namespace-bin", "Yg").add("authorization", "b");
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
    assertEquals("a:2:127.0.0.1", stream.reply().body());
  }

  @Test
  void givesEverythingBackWhenAStreamIsReset() throws Exception {
    var channel = client.open(new Http2Client.Stream());
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(Http2Client.head(PIPELINE, "a"), false));
    NotingJourney.await(door.journey().begun());
    channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    NotingJourney.await(door.journey().ended());
    assertInstanceOf(ClientGone.class, NotingJourney.await(door.journey().refusals()));
  }

  @Test
  void givesEverythingBackWhenTheConnectionVanishes() throws Exception {
    client.send(Http2Client.head(PIPELINE, NotingJourney.HELD), "{}");
    door.journey().held();
    client.connection().close();
    NotingJourney.await(door.journey().ended());
  }

  @Test
  void endsWithRapidResets() {
    for (int i = 0; i < 300; i++) {
      client.sendAndReset(Http2Client.head(PIPELINE, "a"));
    }
    assertTrue(client.isClosedSoon());
  }

  @Test
  void endsWithAFloodOfPings() {
    for (int i = 0; i < 1_100; i++) {
      client.connection().write(new DefaultHttp2PingFrame(i));
    }
    client.connection().flush();
    assertTrue(client.isClosedSoon());
  }

  @Test
  void endsAtOnceWhenItDrainsIdle() throws Exception {
    client.send(Http2Client.head(PIPELINE, "a"), "{}").reply();
    door.drain();
    assertEquals(Http2Error.NO_ERROR.code(), client.goAway());
    assertTrue(client.isClosedSoon());
  }

  @Test
  void finishesWhatItDoesWhenItDrains() throws Exception {
    Http2Client.Stream stream = client.send(Http2Client.head(PIPELINE, NotingJourney.HELD), "{}");
    Runnable held = door.journey().held();
    door.drain();
    assertEquals(Http2Error.NO_ERROR.code(), client.goAway());
    held.run();
    assertEquals(200, stream.reply().status());
    assertTrue(client.isClosedSoon());
  }
}
