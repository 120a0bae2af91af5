package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  private static HttpHeaders headers(String... namesAndValues) {
    HttpHeaders headers = new DefaultHttpHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static void assertInvalid(Outcome<String> outcome) {
    assertInstanceOf(TokenInvalid.class, assertInstanceOf(Stopped.class, outcome).refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c", "bEaReR a.b.c"})
  void theSchemesCaseDoesNotMatter(String value) {
    assertEquals(new Ready<>("a.b.c"), BearerToken.of(headers("Authorization", value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b.c",
        "Basic a.b.c",
        "Bearer  a.b.c",
        "Bearer\ta.b.c",
        "Bearer a.b.c d",
        "Bearera.b.c",
        "Bearer a.b.c, Bearer d",
        "Token a.b.c"
      })
  void anythingButOneSchemeOneSpaceOneTokenIsRefused(String value) {
    assertInvalid(BearerToken.of(headers("Authorization", value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "bearer  "})
  void aSchemeAloneIsNoToken(String value) {
    assertEquals(
        new Stopped<String>(new TokenMissing()), BearerToken.of(headers("Authorization", value)));
  }

  @Test
  void noHeaderIsNoToken() {
    assertEquals(new Stopped<String>(new TokenMissing()), BearerToken.of(headers()));
  }

  @Test
  void embeddedReplicasSendItElsewhere() {
    assertEquals(new Ready<>("a.b.c"), BearerToken.of(headers("x-authorization", "Bearer a.b.c")));
  }

  @Test
  void theSameInBothPlacesIsOne() {
    assertEquals(
        new Ready<>("a.b.c"),
        BearerToken.of(
            headers("authorization", "Bearer a.b.c", "x-authorization", "Bearer a.b.c")));
  }

  @Test
  void twoThatDifferAreNone() {
    assertInvalid(
        BearerToken.of(headers("authorization", "Bearer a", "x-authorization", "Bearer b")));
    assertInvalid(BearerToken.of(headers("authorization", "", "x-authorization", "Bearer b")));
  }

  @Test
  void aHeaderTwiceIsNone() {
    assertInvalid(
        BearerToken.of(headers("authorization", "Bearer a", "Authorization", "Bearer a")));
    assertInvalid(
        BearerToken.of(headers("x-authorization", "Bearer a", "X-Authorization", "Bearer a")));
  }
}
