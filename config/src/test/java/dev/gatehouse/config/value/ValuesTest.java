package dev.gatehouse.config.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

  @ParameterizedTest
  @CsvSource({"250ms,250", "5s,5000", "10m,600000", "2h,7200000", "30d,2592000000", "0ms,0"})
  void aTimeIsWrittenInItsLargestUnit(String text, long millis) {
    assertEquals(Optional.of(millis), Units.TIME.parse(text));
    assertEquals(text, Units.format(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"512B,512", "8KiB,8192", "4MiB,4194304", "1GiB,1073741824", "1025B,1025"})
  void aSizeIsWrittenInItsLargestUnit(String text, long bytes) {
    assertEquals(Optional.of(bytes), Units.BYTES.parse(text));
    assertEquals(text, new ByteSize(bytes).toString());
  }

  @Test
  void anAmountBeyondALongIsTheLargestOne() {
    assertEquals(Optional.of(Long.MAX_VALUE), Units.TIME.parse("999999999999999999d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-5s", "5 s", "5S", "1h30m", "1.5s", "9999999999999999999s"})
  void anythingElseIsNoTime(String text) {
    assertEquals(Optional.empty(), Units.TIME.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:80", "0.0.0.0:0", "[::1]:65535", "a-b.c_d:1"})
  void aListenersAddressIsWrittenAsItIsRead(String text) {
    assertEquals(text, HostPort.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "80", ":80", "host", "host:", "::1:80", "host:65536", "h:-1", "h h:1"})
  void anythingElseIsNoListenersAddress(String text) {
    assertEquals(Optional.empty(), HostPort.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "a:1, A:1, true",
    "a:1, b:1, false",
    "a:1, a:2, false",
    "a:0, a:0, false",
    "0.0.0.0:1, a:1, true",
    "a:1, [::]:1, true",
  })
  void listenersCollideOnTheSamePort(String one, String other, boolean collide) {
    HostPort first = HostPort.parse(one).orElseThrow();

    assertEquals(collide, first.collidesWith(HostPort.parse(other).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "1.2.3.4", "0.0.0.0/0", "fd00::/8", "::1", "::/0"})
  void aRangeIsAnAddressAndTheLengthOfAPrefix(String text) {
    assertEquals(text, AddressRange.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10/8",
        "256.0.0.1",
        "::/129",
        ":::",
        "h",
        "::1%lo",
        "1.2.3.4/"
      })
  void anythingElseIsNoRange(String text) {
    assertEquals(Optional.empty(), AddressRange.parse(text));
  }

  @Test
  void aPrivateKeyIsNoPublicKey() {
    String form = "-----BEGIN %1$s KEY-----\nAAAA\n-----END %1$s KEY-----";

    assertTrue(PublicKeyPem.parse(form.formatted("PUBLIC")).isPresent());
    assertFalse(PublicKeyPem.parse(form.formatted("PRIVATE")).isPresent());
    assertFalse(PublicKeyPem.parse(form.formatted("PUBLIC").repeat(2)).isPresent());
  }
}
