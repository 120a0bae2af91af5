package dev.gatehouse.gateway.journey.identify;

import static dev.gatehouse.gateway.journey.identify.Ink.NOW;
import static dev.gatehouse.gateway.journey.identify.Ink.ascii;
import static dev.gatehouse.gateway.journey.identify.Ink.base64;
import static dev.gatehouse.gateway.journey.identify.Ink.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.Ink.Members;
import dev.gatehouse.gateway.journey.identify.Ink.Pen;
import dev.gatehouse.gateway.journey.identify.Issuer.Session;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenAttackTest {
  private static final String GATE = "https://gate.example";
  private static final String RSA = "https://rsa.example";
  private static final String SECRET = "https://secret.example";

  private static final Members HEADER = Members.of("alg", "\"EdDSA\"", "typ", "\"JWT\"");
  private static final Members PAYLOAD =
      Members.of(
          "iss", quoted(GATE),
          "aud", "\"db\"",
          "namespace", "\"acme\"",
          "a", "\"ro\"",
          "role", "\"authenticated\"",
          "iat", "" + (NOW - 10),
          "exp", "" + (NOW + 3600),
          "jti", "\"t1\"");
  private static final Pen PEN = Ink.ed25519();
  private static final String GOOD = Ink.token(HEADER.json(), PAYLOAD.json(), PEN);

  private static final String NOT_JWS = "not a signed JWT";
  private static final String NOT_BASE64 = "not plain Base64URL";
  private static final String ODD_HEADER = "the header is no plain JSON object";
  private static final String ODD_PAYLOAD = "the payload is no plain JSON object";
  private static final String OWN_KEY = "the header brings a key of its own";
  private static final String EXTENSION = "the header asks for an extension";
  private static final String KIND = "a token of another kind";
  private static final String ALGORITHM = "the algorithm is not this issuer's";
  private static final String SIGNATURE = "the signature does not fit";
  private static final String ISSUER = "the issuer is not known";
  private static final String NO_EXPIRY = "no time of expiry";
  private static final String NOT_YET = "not valid yet";
  private static final String FUTURE = "issued in the future";
  private static final String AUDIENCE = "meant for another audience";
  private static final String REQUIRED = "a required claim says something else";
  private static final String NAMESPACE = "no namespace is named";
  private static final String ACCESS = "the access is none that is known";

  record Attack(String name, String token, Refusal expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Desk desk =
      new Desk(
          new Desk.Clock(),
          new StaticKeyIssuer(terms(GATE), Ink.raw(Ink.ED25519)),
          StaticKeyIssuer.of(
              terms(RSA),
              Ink.jwkSet(Ink.rsaJwk("r1"), Ink.ecJwk("e1")),
              Set.of(PublicKeyAlgorithm.RS256, PublicKeyAlgorithm.ES256)),
          new SharedSecretIssuer(terms(SECRET), Ink.SECRET));

  private static Terms terms(String issuer) {
    return new Terms(
        issuer,
        Set.of("db"),
        Map.of(ClaimPath.parse("role"), "authenticated"),
        NamespaceTemplate.parse("{namespace}"),
        AccessMapping.ofClaim(ClaimPath.parse("a"), Optional.of(Access.READ_ONLY)),
        Session.OF_TOKEN);
  }

  @Test
  void theTokenThatTheAttacksVaryIsGood() {
    Caller caller = desk.accepted(GOOD);
    assertEquals(
        new Caller(
            new Namespace("acme"), Access.READ_ONLY, NOW - 10, NOW + 3600, "t1", false, GATE),
        caller);
  }

  @Test
  void thereAreAtLeastSixtyAttacks() {
    assertTrue(attacks().count() >= 60);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefused(Attack attack) {
    assertEquals(attack.expected(), desk.refused(attack.token()));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedAgainAfterTheGoodTokenWasRemembered(Attack attack) {
    desk.accepted(GOOD);
    desk.refused(attack.token());
    assertEquals(attack.expected(), desk.refused(attack.token()));
  }

  static Stream<Attack> attacks() {
    return Stream.of(shapes(), headers(), algorithms(), times(), claims(), texts())
        .flatMap(List::stream);
  }

  private static List<Attack> shapes() {
    String[] parts = GOOD.split("\\.", -1);
    return List.of(
        bad("empty", "", NOT_JWS),
        bad("one part", parts[0], NOT_JWS),
        bad("two parts", parts[0] + "." + parts[1], NOT_JWS),
        bad("no signature", parts[0] + "." + parts[1] + ".", NOT_BASE64),
        bad("four parts", GOOD + ".", NOT_JWS),
        bad("five parts, a JWE", "e30.QQ.QQ.QQ.QQ", NOT_JWS),
        bad("an empty header", "." + parts[1] + "." + parts[2], NOT_BASE64),
        bad("an empty payload", parts[0] + ".." + parts[2], NOT_BASE64),
        bad("padding", parts[0] + "." + parts[1] + "." + parts[2] + "==", NOT_BASE64),
        bad("padding in the header", parts[0] + "=." + parts[1] + "." + parts[2], NOT_BASE64),
        bad("a space before", " " + GOOD, NOT_BASE64),
        bad("a space after", GOOD + " ", NOT_BASE64),
        bad("a line break inside", GOOD.substring(0, 20) + "\n" + GOOD.substring(20), NOT_BASE64),
        bad("a tab inside", GOOD.substring(0, 20) + "\t" + GOOD.substring(20), NOT_BASE64),
        bad("a NUL after", GOOD + "\0", NOT_BASE64),
        bad("plain Base64's alphabet", parts[0] + ".ab+/." + parts[2], NOT_BASE64),
        bad("spare bits in the signature", spareBits(GOOD), NOT_BASE64),
        bad("a letter that looks like another", GOOD.replaceFirst("e", "\u0435"), NOT_BASE64),
        bad("a full-width dot", GOOD.replaceFirst("\\.", "\uff0e"), NOT_JWS),
        bad("an emoji", GOOD + "\ud83d\ude00", NOT_BASE64),
        bad("half a surrogate pair", GOOD + "\ud83d", NOT_BASE64),
        bad("a byte order mark", "\ufeff" + GOOD, NOT_BASE64),
        bad("longer than allowed", GOOD + "A".repeat(5000), "longer than 4096 bytes"),
        bad("a signature cut short", GOOD.substring(0, GOOD.length() - 6), SIGNATURE),
        bad("a signature with more after it", GOOD + "AAAA", SIGNATURE),
        bad(
            "another token's signature",
            parts[0]
                + "."
                + base64(utf8(PAYLOAD.with("namespace", "\"evil\"").json()))
                + "."
                + parts[2],
            SIGNATURE));
  }

  private static List<Attack> headers() {
    String jwk = Ink.edJwk("x", Ink.OTHER_ED25519).toJSONString();
    return List.of(
        header("its own jwk", HEADER.with("jwk", jwk), Ink.otherEd25519(), OWN_KEY),
        header("its own jku", HEADER.with("jku", "\"https://evil.example\""), PEN, OWN_KEY),
        header("its own x5u", HEADER.with("x5u", "\"https://evil.example\""), PEN, OWN_KEY),
        header("its own x5c", HEADER.with("x5c", "[\"MIIB\"]"), PEN, OWN_KEY),
        header("jwk is null", HEADER.with("jwk", "null"), PEN, OWN_KEY),
        header(
            "crit of something", HEADER.with("crit", "[\"exp\"]").with("exp", "1"), PEN, EXTENSION),
        header("crit of nothing", HEADER.with("crit", "[]"), PEN, EXTENSION),
        header("crit is null", HEADER.with("crit", "null"), PEN, EXTENSION),
        header("an unencoded payload", HEADER.with("b64", "false"), PEN, EXTENSION),
        header(
            "b64 with crit", HEADER.with("b64", "false").with("crit", "[\"b64\"]"), PEN, EXTENSION),
        header("compressed", HEADER.with("zip", "\"DEF\""), PEN, EXTENSION),
        header("encrypted", HEADER.with("enc", "\"A256GCM\""), PEN, EXTENSION),
        header("a JWT within", HEADER.with("cty", "\"JWT\""), PEN, EXTENSION),
        header("a proof of possession", HEADER.with("typ", "\"dpop+jwt\""), PEN, KIND),
        header("a security event", HEADER.with("typ", "\"secevent+jwt\""), PEN, KIND),
        header("a logout token", HEADER.with("typ", "\"logout+jwt\""), PEN, KIND),
        header("typ is no text", HEADER.with("typ", "1"), PEN, KIND),
        header("kid is a number", HEADER.with("kid", "1"), PEN, "the key id is none"),
        header("kid is empty", HEADER.with("kid", "\"\""), PEN, "the key id is none"),
        header(
            "kid is endless",
            HEADER.with("kid", quoted("k".repeat(300))),
            PEN,
            "the key id is none"),
        header("no algorithm", HEADER.without("alg"), PEN, "no algorithm is named"),
        header("alg is a list", HEADER.with("alg", "[\"EdDSA\"]"), PEN, "no algorithm is named"),
        bad("alg twice", "{\"alg\":\"none\",\"alg\":\"EdDSA\"}", PAYLOAD.json(), PEN, ODD_HEADER),
        bad(
            "alg twice, once escaped",
            "{\"\\u0061lg\":\"none\",\"alg\":\"EdDSA\"}",
            PAYLOAD.json(),
            PEN,
            ODD_HEADER),
        bad(
            "kid twice",
            "{\"alg\":\"EdDSA\",\"kid\":\"a\",\"kid\":\"b\"}",
            PAYLOAD.json(),
            PEN,
            ODD_HEADER),
        bad("a header that is a list", "[]", PAYLOAD.json(), PEN, ODD_HEADER),
        bad("a header that goes on", HEADER.json() + "{}", PAYLOAD.json(), PEN, ODD_HEADER),
        bad("a comment in the header", "/**/" + HEADER.json(), PAYLOAD.json(), PEN, ODD_HEADER));
  }

  private static List<Attack> algorithms() {
    Members rsa = PAYLOAD.with("iss", quoted(RSA));
    Members secret = PAYLOAD.with("iss", quoted(SECRET));
    byte[] pem = ascii(Ink.pem(Ink.RSA));
    byte[] der = Ink.RSA.getPublic().getEncoded();
    return List.of(
        alg("none", "none", PAYLOAD, Ink.nothing(), NOT_BASE64),
        alg("none with a signature", "none", PAYLOAD, PEN, ALGORITHM),
        alg("None", "None", PAYLOAD, PEN, ALGORITHM),
        alg("nOnE", "nOnE", PAYLOAD, PEN, ALGORITHM),
        alg("no name at all", "", PAYLOAD, PEN, ALGORITHM),
        alg("the name in another case", "eddsa", PAYLOAD, PEN, ALGORITHM),
        alg(
            "a secret made of an Ed25519 key",
            "HS256",
            PAYLOAD,
            Ink.hs256(Ink.raw(Ink.ED25519)),
            ALGORITHM),
        alg("a secret made of an RSA key's PEM", "HS256", rsa, Ink.hs256(pem), ALGORITHM),
        alg("a secret made of an RSA key's DER", "HS256", rsa, Ink.hs256(der), ALGORITHM),
        alg("a secret as a public key", "EdDSA", secret, PEN, ALGORITHM),
        alg("a wider hash over the secret", "HS512", secret, Ink.hs256(Ink.SECRET), ALGORITHM),
        alg("a guessed secret", "HS256", secret, Ink.hs256(ascii("secret".repeat(8))), SIGNATURE),
        alg("an algorithm that is not allowed", "PS256", rsa, Ink.ps256(), ALGORITHM),
        alg("one RSA scheme under the other's name", "RS256", rsa, Ink.ps256(), SIGNATURE),
        alg("RSA under the name of EC", "ES256", rsa, Ink.rs256(), SIGNATURE),
        alg("EC in DER", "ES256", rsa, Ink.es256Der(), SIGNATURE),
        alg("EC of zeros", "ES256", rsa, _ -> new byte[64], SIGNATURE),
        alg("Ed25519 of zeros", "EdDSA", PAYLOAD, _ -> new byte[64], SIGNATURE),
        alg("RSA of zeros", "RS256", rsa, _ -> new byte[256], SIGNATURE),
        alg("a stranger's key", "EdDSA", PAYLOAD, Ink.otherEd25519(), SIGNATURE),
        bad(
            "the other kind's key id",
            Members.of("alg", "\"RS256\"", "kid", "\"e1\"").json(),
            rsa.json(),
            Ink.rs256(),
            "no key of this issuer fits"),
        bad(
            "a path as a key id",
            Members.of("alg", "\"RS256\"", "kid", "\"../../dev/null\"").json(),
            rsa.json(),
            Ink.rs256(),
            "no key of this issuer fits"));
  }

  private static List<Attack> times() {
    return List.of(
        claim("no exp", PAYLOAD.without("exp"), NO_EXPIRY),
        claim("exp is null", PAYLOAD.with("exp", "null"), NO_EXPIRY),
        claim("exp is text", PAYLOAD.with("exp", quoted("" + (NOW + 9))), NO_EXPIRY),
        claim("exp is a fraction", PAYLOAD.with("exp", (NOW + 9) + ".5"), NO_EXPIRY),
        claim("exp has an exponent", PAYLOAD.with("exp", "1e18"), NO_EXPIRY),
        claim("exp is negative", PAYLOAD.with("exp", "-1"), NO_EXPIRY),
        claim("exp is zero", PAYLOAD.with("exp", "0"), NO_EXPIRY),
        claim("exp is in milliseconds", PAYLOAD.with("exp", NOW + "000000"), NO_EXPIRY),
        claim("exp beyond 64 bits", PAYLOAD.with("exp", "99999999999999999999"), NO_EXPIRY),
        claim("exp that would overflow", PAYLOAD.with("exp", "9223372036854775807"), NO_EXPIRY),
        claim("exp is a list", PAYLOAD.with("exp", "[" + (NOW + 9) + "]"), NO_EXPIRY),
        new Attack("expired", signed(PAYLOAD.with("exp", "" + (NOW - 60))), new TokenExpired()),
        new Attack(
            "expired by the skew", signed(PAYLOAD.with("exp", "" + (NOW - 5))), new TokenExpired()),
        claim("nbf to come", PAYLOAD.with("nbf", "" + (NOW + 60)), NOT_YET),
        claim("nbf is text", PAYLOAD.with("nbf", "\"0\""), NOT_YET),
        claim("nbf is negative", PAYLOAD.with("nbf", "-5"), NOT_YET),
        claim("iat to come", PAYLOAD.with("iat", "" + (NOW + 60)), FUTURE),
        claim("iat is a fraction", PAYLOAD.with("iat", (NOW - 9) + ".1"), FUTURE),
        claim("iat is negative", PAYLOAD.with("iat", "-5"), FUTURE));
  }

  private static List<Attack> claims() {
    return List.of(
        claim("no issuer", PAYLOAD.without("iss"), ISSUER),
        claim("a stranger as issuer", PAYLOAD.with("iss", "\"https://evil.example\""), ISSUER),
        claim("the issuer with a slash", PAYLOAD.with("iss", quoted(GATE + "/")), ISSUER),
        claim("the issuer in upper case", PAYLOAD.with("iss", "\"HTTPS://gate.example\""), ISSUER),
        claim("a list of issuers", PAYLOAD.with("iss", "[" + quoted(GATE) + "]"), ISSUER),
        claim("another issuer's name", PAYLOAD.with("iss", quoted(RSA)), ALGORITHM),
        claim("no audience", PAYLOAD.without("aud"), AUDIENCE),
        claim("another audience", PAYLOAD.with("aud", "\"web\""), AUDIENCE),
        claim("an audience that only begins so", PAYLOAD.with("aud", "\"db2\""), AUDIENCE),
        claim("an audience among numbers", PAYLOAD.with("aud", "[\"db\",1]"), AUDIENCE),
        claim("an audience within a list", PAYLOAD.with("aud", "[[\"db\"]]"), AUDIENCE),
        claim("an audience as an object", PAYLOAD.with("aud", "{\"db\":1}"), AUDIENCE),
        claim("no role", PAYLOAD.without("role"), REQUIRED),
        claim("another role", PAYLOAD.with("role", "\"anon\""), REQUIRED),
        claim("roles in a list", PAYLOAD.with("role", "[\"authenticated\"]"), REQUIRED),
        claim("no namespace", PAYLOAD.without("namespace"), NAMESPACE),
        claim("an empty namespace", PAYLOAD.with("namespace", "\"\""), NAMESPACE),
        claim("a namespace that is null", PAYLOAD.with("namespace", "null"), NAMESPACE),
        claim("a list of namespaces", PAYLOAD.with("namespace", "[\"acme\"]"), NAMESPACE),
        claim(
            "a namespace that is an object", PAYLOAD.with("namespace", "{\"acme\":1}"), NAMESPACE),
        claim("a namespace that is a number", PAYLOAD.with("namespace", "7"), NAMESPACE),
        claim("a namespace that is a path", PAYLOAD.with("namespace", "\"../acme\""), NAMESPACE),
        claim("a namespace with a NUL", PAYLOAD.with("namespace", "\"acme\\u0000\""), NAMESPACE),
        claim("a namespace with a line break", PAYLOAD.with("namespace", "\"acme\\n\""), NAMESPACE),
        claim("a namespace in upper case", PAYLOAD.with("namespace", "\"ACME\""), NAMESPACE),
        claim("a namespace with a space", PAYLOAD.with("namespace", "\" acme\""), NAMESPACE),
        claim("a namespace too long", PAYLOAD.with("namespace", quoted("a".repeat(64))), NAMESPACE),
        claim("the namespace of all", PAYLOAD.with("namespace", "\"*\""), NAMESPACE),
        claim(
            "a claim of another case",
            PAYLOAD.without("namespace").with("Namespace", "\"acme\""),
            NAMESPACE),
        claim("an access that sqld knows", PAYLOAD.with("a", "\"rwa\""), ACCESS),
        claim("an access in a list", PAYLOAD.with("a", "[\"rw\"]"), ACCESS),
        claim("an access that is null", PAYLOAD.with("a", "null"), ACCESS),
        claim("an access in upper case", PAYLOAD.with("a", "\"RW\""), ACCESS));
  }

  private static List<Attack> texts() {
    String json = PAYLOAD.json();
    return List.of(
        payload("a namespace twice", json.replace("}", ",\"namespace\":\"evil\"}")),
        payload(
            "a namespace twice, once escaped", json.replace("}", ",\"n\\u0061mespace\":\"evil\"}")),
        payload("exp twice", json.replace("}", ",\"exp\":9999999999}")),
        payload("a member twice, deeper", json.replace("}", ",\"x\":{\"y\":1,\"y\":2}}")),
        payload("a second object", json + json),
        payload("a brace too many", json + "}"),
        payload("a byte after", json + "\0"),
        payload("an object cut short", json.substring(0, json.length() - 1)),
        payload("a comma too many", json.replace("}", ",}")),
        payload("single quotes", json.replace('"', '\'')),
        payload("a number that is none", json.replace("}", ",\"x\":NaN}")),
        payload("leading zeros", json.replace("}", ",\"x\":007}")),
        payload("a bare text", "\"acme\""),
        payload("nothing but a space", " "),
        payload("a byte order mark", "\ufeff" + json),
        payload("a raw line break in a text", json.replace("acme", "ac\nme")),
        payload(
            "deeper than anybody needs",
            json.replace("}", ",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}")),
        bytes("UTF-16", json.getBytes(StandardCharsets.UTF_16BE)),
        bytes("UTF-32", json.getBytes(java.nio.charset.Charset.forName("UTF-32BE"))),
        bytes("an overlong letter", overlong(json)),
        bytes("Latin-1", json.replace("acme", "acm\u00e9").getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The letter a of acme in two bytes, as lenient decoders accept it. */
  private static byte[] overlong(String json) {
    return json.replace("acme", "\u00c1\u00a1cme").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String spareBits(String token) {
    char last = token.charAt(token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char twin = alphabet.charAt(alphabet.indexOf(last) | 1);
    return token.substring(0, token.length() - 1) + twin;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String signed(Members payload) {
    return Ink.token(HEADER.json(), payload.json(), PEN);
  }

  private static Attack bad(String name, String token, String why) {
    return new Attack(name, token, new TokenInvalid(why));
  }

  private static Attack bad(String name, String header, String payload, Pen pen, String why) {
    return bad(name, Ink.token(header, payload, pen), why);
  }

  private static Attack header(String name, Members header, Pen pen, String why) {
    return bad(name, header.json(), PAYLOAD.json(), pen, why);
  }

  private static Attack alg(String name, String alg, Members payload, Pen pen, String why) {
    return bad(name, HEADER.with("alg", quoted(alg)).json(), payload.json(), pen, why);
  }

  private static Attack claim(String name, Members payload, String why) {
    return bad(name, signed(payload), why);
  }

  private static Attack payload(String name, String payload) {
    return bad(name, HEADER.json(), payload, PEN, ODD_PAYLOAD);
  }

  private static Attack bytes(String name, byte[] payload) {
    return bad(name, Ink.token(utf8(HEADER.json()), payload, PEN), ODD_PAYLOAD);
  }
}
