package dev.gatehouse.attack;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream of sqld's that waits for its next request.
 *
 * @param baton what continues it
 */
record OpenStream(String baton) {
  private static final Pattern BATON = Pattern.compile("\"baton\":\"([^\"]+)\"");
  private static final String LOOK =
      "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select a from attack\"}}";

  /** Opens one with this token and leaves it open. */
  static OpenStream of(Range range, String token) throws IOException {
    String answer = Wire.talk(range, opening(token));
    Matcher baton = BATON.matcher(answer);
    if (!baton.find()) {
      throw new UntriedException("no stream could be opened: " + answer);
    }
    return new OpenStream(baton.group(1));
  }

  /** A request that opens one. */
  private static String opening(String token) {
    return Wire.request("POST /v3/pipeline", Wire.bearer(token), "{\"requests\":[" + LOOK + "]}");
  }

  /** Looks at the database once more with this token, and closes the stream. */
  String end(Range range, String token) throws IOException {
    String body =
        "{\"baton\":" + Json.quote(baton) + ",\"requests\":[" + LOOK + ",{\"type\":\"close\"}]}";
    return Wire.talk(range, Wire.request("POST /v3/pipeline", Wire.bearer(token), body));
  }

  /** Looks at the database once more with this token, on this path. */
  String use(Range range, String path, String token) throws IOException {
    String rest =
        path.endsWith("cursor")
            ? "\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select a from attack\"}}]}}"
            : "\"requests\":[" + LOOK + ",{\"type\":\"close\"}]}";
    return Wire.talk(
        range,
        Wire.request(
            "POST " + path, Wire.bearer(token), "{\"baton\":" + Json.quote(baton) + "," + rest));
  }
}
