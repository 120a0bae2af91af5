package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** What the walk passes is JSON to another reader as well, however it was mangled. */
@Fuzz
final class JsonCarrierPropertyTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);

  /**
   * One parameter only: two that are mangled into one have a key twice, which is sqld's to refuse.
   */
  private static final String BODY =
      """
      {"baton":"a\\u0062","requests":[{"type":"execute","stmt":{"sql":"select 'é'","args":\
      [{"type":"float","value":-1.5e+2}],"want_rows":true}},\
      {"type":"batch","batch":{"steps":[{"stmt":{"sql":"x"},"condition":null}]}},{"type":"close"}]}""";

  private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));
  private final JsonFactory jackson =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Test
  void passesNothingThatAnotherReaderRefuses() {
    Random random = new Random(SEED);
    byte[] alphabet = "{}[]\":,\\u0 \n-1e.tfn\"".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < Inputs.count(); i++) {
      byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(body.length);
        body[at] =
            random.nextBoolean()
                ? alphabet[random.nextInt(alphabet.length)]
                : (byte) random.nextInt(256);
      }
      if (carrier.pipeline(Unpooled.wrappedBuffer(body)) instanceof Passed) {
        assertDoesNotThrow(
            () -> readAll(body),
            () -> "seed " + SEED + ": " + new String(body, StandardCharsets.UTF_8));
      }
    }
  }

  private void readAll(byte[] body) {
    try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), body)) {
      while (parser.nextToken() != null) {
        parser.getString();
      }
    }
  }
}
