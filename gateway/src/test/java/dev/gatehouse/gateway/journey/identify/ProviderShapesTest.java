package dev.gatehouse.gateway.journey.identify;

import static dev.gatehouse.gateway.journey.identify.Ink.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.Issuer.Session;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import dev.gatehouse.tenancy.Access;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The login tokens of the services that people use, as those services write them. */
class ProviderShapesTest {
  private static final String SUPABASE = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
  private static final String USER = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  private static final String SUPABASE_USER =
      """
      {"iss":"%s","aud":"authenticated","sub":"%s","exp":%d,"iat":%d,"email":"a@example.com",
      "phone":"","app_metadata":{"provider":"email","providers":["email"],"namespace":"acme"},
      "user_metadata":{"namespace":"evil","score":1.5,"nick":null},"role":"authenticated",
      "aal":"aal1","amr":[{"method":"password","timestamp":%d}],
      "session_id":"1f0c2e5a-0c0e-4f5e-9f0e-0a4b6c8d0e2f","is_anonymous":false}"""
          .formatted(SUPABASE, USER, NOW + 3600, NOW, NOW);
  private static final String SUPABASE_ANON =
      """
      {"iss":"supabase","ref":"abcdefghijklmnopqrst","role":"anon","iat":%d,"exp":%d}"""
          .formatted(NOW - 1000, NOW + 100_000);

  private static Terms terms(String issuer, Set<String> audiences, String template) {
    return new Terms(
        issuer,
        audiences,
        Map.of(),
        NamespaceTemplate.parse(template),
        AccessMapping.ofClaim(ClaimPath.parse("db_access"), Optional.of(Access.READ_WRITE)),
        Session.OF_TOKEN);
  }

  private static Terms supabase(String template) {
    return new Terms(
        SUPABASE,
        Set.of("authenticated"),
        Map.of(ClaimPath.parse("role"), "authenticated", ClaimPath.parse("is_anonymous"), "false"),
        NamespaceTemplate.parse(template),
        AccessMapping.ofClaim(ClaimPath.parse("app_metadata.db"), Optional.of(Access.READ_WRITE)),
        new Session(ClaimPath.parse("session_id"), true));
  }

  private static Desk desk(Issuer... issuers) {
    return new Desk(new Desk.Clock(), issuers);
  }

  private static Issuer published(Terms terms, String jwkSet) {
    return StaticKeyIssuer.of(terms, jwkSet, PublicKeyAlgorithm.all());
  }

  @Test
  void supabaseWithItsLegacySecret() {
    Desk desk = desk(new SharedSecretIssuer(supabase("user_{sub}"), Ink.SECRET));
    String header = "{\"alg\":\"HS256\",\"kid\":\"pTtCa0VJmKxQrZ1G\",\"typ\":\"JWT\"}";
    Caller caller = desk.accepted(Ink.token(header, SUPABASE_USER, Ink.hs256(Ink.SECRET)));
    assertEquals("user_" + USER, caller.namespace().name());
    assertEquals("1f0c2e5a-0c0e-4f5e-9f0e-0a4b6c8d0e2f", caller.tokenId());
    assertEquals(true, caller.mayProvision());
  }

  @Test
  void supabasesPublicAnonKeyIsNobody() {
    Desk desk = desk(new SharedSecretIssuer(supabase("user_{sub}"), Ink.SECRET));
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    assertEquals(
        new TokenInvalid("the issuer is not known"),
        desk.refused(Ink.token(header, SUPABASE_ANON, Ink.hs256(Ink.SECRET))));
  }

  @Test
  void supabaseWithItsSigningKeys() {
    Desk desk =
        desk(
            published(
                supabase("{app_metadata.namespace}"),
                Ink.jwkSet(Ink.ecJwk("e1"), Ink.rsaJwk("r1"))));
    String ec = "{\"alg\":\"ES256\",\"kid\":\"e1\",\"typ\":\"JWT\"}";
    String rsa = "{\"alg\":\"RS256\",\"kid\":\"r1\",\"typ\":\"JWT\"}";
    assertEquals(
        "acme", desk.accepted(Ink.token(ec, SUPABASE_USER, Ink.es256())).namespace().name());
    assertEquals(
        "acme", desk.accepted(Ink.token(rsa, SUPABASE_USER, Ink.rs256())).namespace().name());
  }

  @Test
  void supabaseWhileItMovesFromTheSecretToTheKeys() {
    Desk desk =
        desk(
            new SharedSecretIssuer(supabase("user_{sub}"), Ink.SECRET),
            published(supabase("user_{sub}"), Ink.jwkSet(Ink.ecJwk("e1"))));
    String old = Ink.token("{\"alg\":\"HS256\"}", SUPABASE_USER, Ink.hs256(Ink.SECRET));
    String fresh = Ink.token("{\"alg\":\"ES256\",\"kid\":\"e1\"}", SUPABASE_USER, Ink.es256());
    assertEquals(desk.accepted(old), desk.accepted(fresh));
  }

  @Test
  void supabasesAnonymousUsersCanBeKeptOut() {
    Desk desk = desk(new SharedSecretIssuer(supabase("user_{sub}"), Ink.SECRET));
    String anonymous = SUPABASE_USER.replace("\"is_anonymous\":false", "\"is_anonymous\":true");
    assertEquals(
        new TokenInvalid("a required claim says something else"),
        desk.refused(Ink.token("{\"alg\":\"HS256\"}", anonymous, Ink.hs256(Ink.SECRET))));
  }

  @Test
  void whatUsersWriteThemselvesDecidesNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> NamespaceTemplate.parse("{user_metadata.namespace}"));
  }

  @Test
  void superTokensWithDynamicAndStaticKeys() {
    String issuer = "https://api.example.com/auth";
    Desk desk =
        desk(
            published(
                terms(issuer, Set.of(), "user_{sub}"),
                Ink.jwkSet(Ink.rsaJwk("d-1690000000000"), Ink.rsaJwk("s-fa8f1d3c"))));
    String payload =
        """
        {"iat":%d,"exp":%d,"sub":"%s","tId":"public","rsub":"%s",
        "sessionHandle":"3c7f","refreshTokenHash1":"9a","parentRefreshTokenHash1":null,
        "antiCsrfToken":null,"iss":"%s","st-ev":{"v":true,"t":1700000000000},
        "st-role":{"v":[],"t":1700000000000},"st-perm":{"v":[],"t":1700000000000}}"""
            .formatted(NOW, NOW + 3600, USER, USER, issuer);
    for (String kid : new String[] {"d-1690000000000", "s-fa8f1d3c"}) {
      String header =
          "{\"kid\":\"%s\",\"typ\":\"JWT\",\"version\":\"5\",\"alg\":\"RS256\"}".formatted(kid);
      Caller caller = desk.accepted(Ink.token(header, payload, Ink.rs256()));
      assertEquals("user_" + USER, caller.namespace().name());
    }
  }

  @Test
  void auth0WithAListOfAudiencesAndAClaimNamedByUrl() {
    Desk desk =
        desk(
            published(
                terms(
                    "https://acme.eu.auth0.com/",
                    Set.of("https://db.example.com"),
                    "{https://example.com/namespace}"),
                Ink.jwkSet(Ink.rsaJwk("QkY0"))));
    String payload =
        """
        {"https://example.com/namespace":"acme","iss":"https://acme.eu.auth0.com/",
        "sub":"auth0|5f7c8ec7c33c6c004bbafe82",
        "aud":["https://db.example.com","https://acme.eu.auth0.com/userinfo"],
        "iat":%d,"exp":%d,"scope":"openid profile","azp":"my_client_id"}"""
            .formatted(NOW, NOW + 3600);
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"QkY0\"}";
    assertEquals("acme", desk.accepted(Ink.token(header, payload, Ink.rs256())).namespace().name());
  }

  @Test
  void auth0sSubjectsAreHashed() {
    Terms terms = terms("https://acme.eu.auth0.com/", Set.of(), "u_{sub|hash}");
    Desk desk = desk(published(terms, Ink.jwkSet(Ink.rsaJwk("QkY0"))));
    String payload =
        "{\"iss\":\"https://acme.eu.auth0.com/\",\"sub\":\"auth0|5f7c8ec7\",\"exp\":%d}"
            .formatted(NOW + 60);
    Caller caller =
        desk.accepted(Ink.token("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", payload, Ink.rs256()));
    assertEquals(28, caller.namespace().name().length());
  }

  @Test
  void clerkWithoutAudience() {
    String issuer = "https://clean-mayfly-62.clerk.accounts.dev";
    Terms terms =
        new Terms(
            issuer,
            Set.of(),
            Map.of(ClaimPath.parse("azp"), "https://app.example.com"),
            NamespaceTemplate.parse("u_{sub|hash}"),
            AccessMapping.ofClaim(ClaimPath.parse("db"), Optional.of(Access.READ_ONLY)),
            new Session(ClaimPath.parse("sid"), true));
    Desk desk = desk(published(terms, Ink.jwkSet(Ink.rsaJwk("ins_2abc"))));
    String payload =
        """
        {"azp":"https://app.example.com","exp":%d,"fva":[0,-1],"iat":%d,"iss":"%s","nbf":%d,
        "sid":"sess_2abc","sub":"user_2XYZabc","v":2,"sts":"active"}"""
            .formatted(NOW + 60, NOW, issuer, NOW - 10);
    String header =
        "{\"alg\":\"RS256\",\"cat\":\"cl_B7d4PD111AAA\",\"kid\":\"ins_2abc\",\"typ\":\"JWT\"}";
    Caller caller = desk.accepted(Ink.token(header, payload, Ink.rs256()));
    assertEquals(Access.READ_ONLY, caller.access());
    assertEquals("sess_2abc", caller.tokenId());
  }

  @Test
  void keycloakWithNestedRolesAndPs256() {
    String issuer = "https://sso.example.com/realms/acme";
    Terms terms =
        new Terms(
            issuer,
            Set.of("db", "account"),
            Map.of(ClaimPath.parse("typ"), "Bearer"),
            NamespaceTemplate.parse("{tenant.database}"),
            new AccessMapping(
                ClaimPath.parse("tenant.right"),
                Map.of("reader", Access.READ_ONLY, "writer", Access.READ_WRITE),
                Optional.empty()),
            Session.OF_TOKEN);
    Desk desk = desk(published(terms, Ink.jwkSet(Ink.rsaJwk("FJ86"), Ink.ecJwk("unused"))));
    String payload =
        """
        {"exp":%d,"iat":%d,"auth_time":%d,"jti":"onrtac:5d8c","iss":"%s","aud":"account",
        "sub":"%s","typ":"Bearer","azp":"web","sid":"8e1c","acr":"1",
        "realm_access":{"roles":["offline_access"]},
        "resource_access":{"account":{"roles":["view-profile"]}},
        "tenant":{"database":"acme","right":"reader"}}"""
            .formatted(NOW + 300, NOW, NOW - 5, issuer, USER);
    String header = "{\"alg\":\"PS256\",\"typ\":\"JWT\",\"kid\":\"FJ86\"}";
    Caller caller = desk.accepted(Ink.token(header, payload, Ink.ps256()));
    assertEquals("acme", caller.namespace().name());
    assertEquals(Access.READ_ONLY, caller.access());
    String silent = payload.replace(",\"right\":\"reader\"", "");
    assertEquals(
        new TokenInvalid("the access is none that is known"),
        desk.refused(Ink.token(header, silent, Ink.ps256())));
  }
}
