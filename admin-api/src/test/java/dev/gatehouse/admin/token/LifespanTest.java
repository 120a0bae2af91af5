package dev.gatehouse.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time as people write it. */
final class LifespanTest {

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S",
    "90m, PT90M",
    "1h, PT1H",
    "2w1d, P15D",
    "1w2d3h4m5s, P9DT3H4M5S",
    "0w1s, PT1S"
  })
  void readsUnitsFromTheLargestToTheSmallest(String text, Duration expected) {
    assertEquals(Optional.of(expected), Lifespan.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "h",
        "0s",
        "0w0d",
        "-1h",
        "+1h",
        "1h ",
        "1H",
        "1.5h",
        "1d1w",
        "1h1h",
        "P1D",
        "1000000w",
        "99999999999999999999s",
        "١h"
      })
  void readsNothingElse(String text) {
    assertEquals(Optional.empty(), Lifespan.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"PT1S, 1s", "P30D, 4w2d", "PT36H, 1d12h", "P7D, 1w", "PT90M, 1h30m"})
  void writesWhatItReads(Duration time, String expected) {
    String text = Lifespan.format(time);
    assertEquals(expected, text);
    assertEquals(Optional.of(time), Lifespan.parse(text));
  }
}
