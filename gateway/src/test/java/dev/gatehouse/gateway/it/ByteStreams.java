package dev.gatehouse.gateway.it;

import java.util.List;
import java.util.random.RandomGenerator;

/** Streams of pipelined requests with a good token, most of them damaged somewhere. */
public final class ByteStreams {
  private static final int REQUESTS_MAX = 3;
  private static final int DAMAGES_MAX = 4;
  private static final int CUT_MAX = 20;
  private static final List<String> TARGETS =
      List.of("/v2/pipeline", "/v3/pipeline", "/v3/cursor", "/dev/b/pipeline", "/v2/pipeline?x=/");
  private static final List<String> HEADERS =
      List.of(
          "x-namespace: b\r\n",
          "x-namespace-bin: Yg\r\n",
          "X-Namespace-Bin : Yg\r\n",
          "connection: x-namespace-bin\r\n",
          "transfer-encoding: chunked\r\n",
          "transfer-encoding: xchunked\r\n",
          "content-length: 3\r\n",
          "content-length: +30\r\n",
          "host: b\r\n",
          " folded: x-namespace-bin: Yg\r\n",
          "upgrade: h2c\r\nconnection: upgrade\r\n",
          "authorization: Bearer x\r\n",
          "expect: 100-continue\r\n",
          "trailer: x-namespace-bin\r\n");
  private static final List<String> SPLINTERS =
      List.of(
          "\r\n", "\n", "\r", "\r\n\r\n", "0\r\n\r\n", "\0", " ", "\t", ":", "\u00ff", "HTTP/1.1");

  private final RandomGenerator random;
  private final String token;

  public ByteStreams(RandomGenerator random, String token) {
    this.random = random;
    this.token = token;
  }

  /** The next stream, one character for each byte. */
  public String next() {
    var stream = new StringBuilder();
    int requests = 1 + random.nextInt(REQUESTS_MAX);
    for (int i = 0; i < requests; i++) {
      stream.append(request());
    }
    int damages = random.nextInt(DAMAGES_MAX);
    for (int i = 0; i < damages && !stream.isEmpty(); i++) {
      damage(stream);
    }
    return stream.toString();
  }

  private String request() {
    String body =
        "{\"baton\":null,\"%s\":%s}"
            .formatted(
                random.nextInt(8) == 0 ? "batch" : "requests",
                "[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 'tag-%016x'\"}}]"
                    .formatted(random.nextLong()));
    var head = new StringBuilder("POST " + target() + " HTTP/1.1\r\nhost: a\r\n");
    head.append("authorization: Bearer ").append(token).append("\r\n");
    if (random.nextInt(4) == 0) {
      head.append(oneOf(HEADERS));
    }
    if (random.nextInt(3) > 0) {
      return head + "content-length: " + body.length() + "\r\n\r\n" + body;
    }
    int cut = 1 + random.nextInt(CUT_MAX);
    return head
        + "transfer-encoding: chunked\r\n\r\n"
        + chunk(body.substring(0, cut))
        + chunk(body.substring(cut))
        + (random.nextInt(4) == 0 ? "0\r\nx-namespace-bin: Yg\r\n\r\n" : "0\r\n\r\n");
  }

  private String target() {
    return random.nextInt(4) == 0 ? oneOf(TARGETS) : TARGETS.getFirst();
  }

  private static String chunk(String part) {
    return Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
  }

  private void damage(StringBuilder stream) {
    int at = random.nextInt(stream.length());
    int length = 1 + random.nextInt(Math.min(40, stream.length() - at));
    switch (random.nextInt(6)) {
      case 0 -> stream.setCharAt(at, (char) random.nextInt(256));
      case 1 -> stream.delete(at, at + length);
      case 2 -> stream.insert(at, stream.substring(at, at + length));
      case 3 -> stream.insert(at, oneOf(SPLINTERS));
      case 4 -> stream.insert(at, oneOf(HEADERS));
      default -> stream.setLength(at);
    }
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
