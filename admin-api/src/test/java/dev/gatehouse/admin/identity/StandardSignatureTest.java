package dev.gatehouse.admin.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.IdentityDesk.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures as the specification of Standard Webhooks gives them. */
final class StandardSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final StandardSignature signature = StandardSignature.of(SECRET, Duration.ofMinutes(5));

  private static Headers headers(String id, String time, String signature) {
    Map<String, String> all =
        Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature);
    return name -> all.containsKey(name) ? List.of(all.get(name)) : List.of();
  }

  private boolean holds(StandardSignature expected, Headers headers, String body, Instant now) {
    return expected.verify(headers, body.getBytes(StandardCharsets.UTF_8), now).isPresent();
  }

  private boolean holds(String id, String time, String signatures, String body) {
    return holds(signature, headers(id, time, signatures), body, AT);
  }

  @Test
  void holdAsTheSpecificationShows() {
    assertTrue(holds(ID, "1614265330", SIGNATURE, BODY));
    assertTrue(holds(ID, "1614265330", "v1a,xyz v1,AAAA " + SIGNATURE, BODY));
  }

  @Test
  void holdWithSupabasesWayOfWritingTheSecret() {
    var both =
        StandardSignature.of(
            "v1,whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|v1," + SECRET, Duration.ofMinutes(5));
    assertTrue(holds(both, headers(ID, "1614265330", SIGNATURE), BODY, AT));
  }

  @Test
  void holdForTheirOwnMessageOnly() {
    assertFalse(holds(ID, "1614265330", SIGNATURE, BODY + " "));
    assertFalse(holds(ID + "x", "1614265330", SIGNATURE, BODY));
    assertFalse(holds(ID, "1614265331", SIGNATURE, BODY));
    assertFalse(holds(ID, "1614265330", SIGNATURE.substring(3), BODY));
    assertFalse(holds(ID, "1614265330", "", BODY));
  }

  @Test
  void holdForAWhileOnly() {
    Headers good = headers(ID, "1614265330", SIGNATURE);
    assertTrue(holds(signature, good, BODY, AT.plusSeconds(300)));
    assertFalse(holds(signature, good, BODY, AT.plusSeconds(301)));
    assertTrue(holds(signature, good, BODY, AT.minusSeconds(300)));
    assertFalse(holds(signature, good, BODY, AT.minusSeconds(301)));
  }

  @Test
  void needEachHeaderOnce() {
    Headers good = headers(ID, "1614265330", SIGNATURE);
    for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      assertFalse(
          holds(signature, asked -> asked.equals(name) ? List.of() : good.all(asked), BODY, AT));
      Headers twice =
          asked ->
              asked.equals(name)
                  ? List.of(good.all(asked).getFirst(), good.all(asked).getFirst())
                  : good.all(asked);
      assertFalse(holds(signature, twice, BODY, AT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "v1,whsec_***", "v1,"})
  void needASecretOfTheirForm(String text) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> StandardSignature.of(text, Duration.ofMinutes(5)));
    assertEquals("not a webhook secret (expected: v1,whsec_…)", refused.getMessage());
  }
}
