package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, at most one request comes through, and it is the one on the outside. */
class AmbiguousFramingIT {
  private static final String LINE = "POST /v2/pipeline HTTP/1.1\r\n";
  private static final String HOST = "Host: a.gw\r\n";
  private static final String OUTER = "Authorization: outer\r\n";
  private static final String HEAD = LINE + HOST + OUTER;
  private static final String INNER =
      LINE + "Host: b.gw\r\nAuthorization: inner\r\nContent-Length: 0\r\n\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  private static FrontDoor door;

  /**
   * A row of the table.
   *
   * @param name what is tried
   * @param bytes what is sent
   * @param status the one answer's status
   * @param closes whether the connection ends with it
   */
  record Row(String name, String bytes, int status, boolean closes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row refused(String name, String bytes) {
    return new Row(name, bytes, 400, true);
  }

  static Stream<Row> lengths() {
    String clte = HEAD + "Content-Length: 4\r\n" + CHUNKED + "0\r\n\r\n";
    return Stream.of(
        refused("CL.TE", clte + INNER),
        refused("TE.CL", HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
        refused("TE.TE", HEAD + "Transfer-Encoding: chunked\r\n" + CHUNKED + "0\r\n\r\n" + INNER),
        refused("TE and x", HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n"),
        refused(
            "identity, chunked", HEAD + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "chunked, identity", HEAD + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        refused("xchunked", HEAD + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + INNER),
        refused("quoted chunked", HEAD + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n" + INNER),
        refused("vertical tab", HEAD + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n"),
        refused("gzip, chunked", HEAD + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        refused("two lengths", HEAD + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello"),
        refused("one length twice", HEAD + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
        refused("a list of lengths", HEAD + "Content-Length: 2, 2\r\n\r\n{}"),
        refused("negative length", HEAD + "Content-Length: -1\r\n\r\n" + INNER),
        refused("signed length", HEAD + "Content-Length: +2\r\n\r\n{}" + INNER),
        refused("hex length", HEAD + "Content-Length: 0x2\r\n\r\n{}" + INNER),
        refused("spaced length", HEAD + "Content-Length: 1 1\r\n\r\n" + INNER),
        refused("empty length", HEAD + "Content-Length:\r\n\r\n" + INNER),
        refused("overflowing length", HEAD + "Content-Length: 18446744073709551618\r\n\r\n{}"),
        refused("length of another number system", HEAD + "Content-Length: \u00b2\r\n\r\n{}"));
  }

  static Stream<Row> chunks() {
    return Stream.of(
        refused("signed chunk", HEAD + CHUNKED + "+2\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("negative chunk", HEAD + CHUNKED + "-2\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("0x chunk", HEAD + CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("empty chunk size", HEAD + CHUNKED + "\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("spaced chunk size", HEAD + CHUNKED + "2 2\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("overflowing chunk", HEAD + CHUNKED + "100000002\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("17 digits", HEAD + CHUNKED + "10000000000000002\r\n{}\r\n0\r\n\r\n" + INNER),
        refused("chunk longer than said", HEAD + CHUNKED + "2\r\n{}x\r\n0\r\n\r\n" + INNER),
        refused("chunk ended by LF", HEAD + CHUNKED + "2\r\n{}\n0\r\n\r\n" + INNER),
        refused("size ended by LF", HEAD + CHUNKED + "2\n{}\r\n0\r\n\r\n" + INNER),
        refused("LF in an extension", HEAD + CHUNKED + "2;a\nb\r\n{}\r\n0\r\n\r\n" + INNER),
        new Row("extension", HEAD + CHUNKED + "2;a=b\r\n{}\r\n0\r\n\r\n", 200, false),
        new Row(
            "trailers that select",
            HEAD
                + CHUNKED
                + "2\r\n{}\r\n0\r\nAuthorization: inner\r\nx-namespace-bin: Yg\r\n"
                + "Content-Length: 400\r\nTransfer-Encoding: chunked\r\n\r\n",
            200,
            false));
  }

  static Stream<Row> lines() {
    return Stream.of(
        refused("obs-fold", LINE + HOST + "Authorization:\r\n outer\r\n\r\n"),
        refused("obs-fold by tab", HEAD + "X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n" + INNER),
        refused("fold at once", LINE + " Host: a.gw\r\n" + HOST + OUTER + "\r\n"),
        refused("bare LF", HEAD.replace("\r\n", "\n") + "\n" + INNER),
        refused("one bare LF", HEAD + "X: a\nContent-Length: 400\r\n\r\n" + INNER),
        refused("bare CR", HEAD + "X: a\rContent-Length: 400\r\n\r\n" + INNER),
        refused("NUL in a value", HEAD + "X: a\u0000b\r\n\r\n" + INNER),
        refused("NUL in a name", HEAD + "X\u0000: ab\r\n\r\n" + INNER),
        new Row(
            "NUL in the line",
            "POST /v2/pipeline\u0000 HTTP/1.1\r\n" + HOST + OUTER + "\r\n",
            404,
            false),
        refused("space before colon", HEAD + "Content-Length : 5\r\n\r\nhello" + INNER),
        refused("tab before colon", HEAD + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"),
        refused("no colon", HEAD + "Transfer-Encoding chunked\r\n\r\n0\r\n\r\n" + INNER),
        refused("empty name", HEAD + ": chunked\r\n\r\n" + INNER),
        refused("two Hosts", HEAD + "Host: b.gw\r\n\r\n" + INNER),
        refused("no Host", LINE + OUTER + "\r\n" + INNER),
        refused("compressed", HEAD + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        refused("odd expectation", HEAD + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}"));
  }

  static Stream<Row> versions() {
    String rest = HOST + OUTER + "Content-Length: 0\r\n\r\n";
    return Stream.of(
        refused("HTTP/0.9", "GET /version\r\n"),
        refused("HTTP/1.0", "POST /v2/pipeline HTTP/1.0\r\n" + rest),
        refused("HTTP/1.2", "POST /v2/pipeline HTTP/1.2\r\n" + rest),
        refused("HTTP/2.0", "POST /v2/pipeline HTTP/2.0\r\n" + rest),
        refused("http/1.1", "POST /v2/pipeline http/1.1\r\n" + rest),
        refused("tabs in the line", "POST\t/v2/pipeline\tHTTP/1.1\r\n" + rest),
        refused("form feed in the line", "POST\f/v2/pipeline\fHTTP/1.1\r\n" + rest),
        refused("four words", "POST /v2/pipeline HTTP/1.1 x\r\n" + rest),
        new Row("absolute-form", "POST http://b.gw/v2/pipeline HTTP/1.1\r\n" + rest, 404, false),
        new Row("authority-form", "CONNECT b.gw:443 HTTP/1.1\r\n" + rest, 404, false),
        new Row("double slash", "POST //v2/pipeline HTTP/1.1\r\n" + rest, 404, false),
        new Row("encoded", "POST /v2/%70ipeline HTTP/1.1\r\n" + rest, 404, false),
        new Row("dot segments", "POST /v1/../v2/pipeline HTTP/1.1\r\n" + rest, 404, false),
        new Row("parameter", "POST /v2/pipeline;x HTTP/1.1\r\n" + rest, 404, false),
        new Row("fragment", "POST /v2/pipeline#x HTTP/1.1\r\n" + rest, 404, false),
        new Row(
            "Upgrade: h2c",
            LINE
                + HOST
                + OUTER
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\nContent-Length: 0\r\n\r\n",
            200,
            false));
  }

  @BeforeAll
  static void open() {
    door = new FrontDoor();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void forget() {
    door.journey().served().clear();
  }

  @ParameterizedTest
  @MethodSource({"lengths", "chunks", "lines", "versions"})
  void isRefusedOrReadInTheOnlyWay(Row row) throws IOException {
    try (var client = new RawClient(door.address())) {
      client.send(row.bytes());
      RawClient.Reply reply = client.reply();
      assertEquals(row.status(), reply.status(), reply::head);
      assertEquals(row.closes(), reply.says("connection: close"), reply::head);
      if (!row.closes()) {
        client.send("GET /version HTTP/1.1\r\nHost: a.gw\r\n\r\n");
        assertEquals("gatehouse test", client.reply().body());
        client.end();
      }
      assertEquals("", client.rest());
    }
    assertTrue(door.journey().served().size() <= 1);
    door.journey().served().forEach(r -> assertEquals("outer", NotingJourney.tokenOf(r)));
  }
}
