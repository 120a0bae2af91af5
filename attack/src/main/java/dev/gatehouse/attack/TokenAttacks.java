package dev.gatehouse.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens that somebody without a key can make. */
final class TokenAttacks {
  private static final List<SqlCarrier> CARRIERS =
      List.of(
          HttpCarrier.PIPELINE_V2,
          HttpCarrier.PIPELINE_PROTOBUF,
          HttpCarrier.CURSOR,
          HttpCarrier.LEGACY,
          HttpCarrier.GRPC_EXECUTE,
          SocketCarrier.WEBSOCKET_EXECUTE,
          SocketCarrier.WEBSOCKET_PROTOBUF);

  private TokenAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
            forged("no signature", r -> header("none", "") + "." + renamed(r) + "."),
            forged("alg None", r -> header("None", "") + "." + renamed(r) + "."),
            forged("alg none, signature kept", r -> header("none", "") + "." + rest(r)),
            forged(
                "claims of the victim, own signature",
                r -> part(r, 0) + "." + renamed(r) + "." + part(r, 2)),
            forged("alg HS256", r -> header("HS256", "") + "." + rest(r)),
            forged(
                "a key in the header",
                r ->
                    header("EdDSA", ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}")
                        + "."
                        + rest(r)),
            forged(
                "a key's address in the header",
                r -> header("EdDSA", ",\"jku\":\"http://127.0.0.1:1/\"") + "." + rest(r)),
            forged(
                "a critical extension",
                r -> header("EdDSA", ",\"crit\":[\"b64\"],\"b64\":false") + "." + rest(r)),
            forged(
                "a kid that is a path",
                r -> header("EdDSA", ",\"kid\":\"../../dev/null\"") + "." + rest(r)),
            forged(
                "claims that name two namespaces",
                r -> part(r, 0) + "." + twice(r) + "." + part(r, 2)),
            forged(
                "a namespace list",
                r ->
                    part(r, 0)
                        + "."
                        + claims("[\"" + r.attacker().name() + "\",\"" + r.victim().name() + "\"]")
                        + "."
                        + part(r, 2)),
            forged(
                "no namespace",
                r ->
                    part(r, 0)
                        + "."
                        + encode("{\"iss\":\"gatehouse\",\"exp\":9999999999}")
                        + "."
                        + part(r, 2)),
            forged("an empty signature", r -> part(r, 0) + "." + part(r, 1) + "."),
            forged("a fourth part", r -> r.token() + ".x"),
            forged("padding after the signature", r -> r.token() + "="),
            forged("a comma and another token", r -> r.token() + "," + r.victimToken()),
            forged("not a token", _ -> "x"),
            forged("a very long token", _ -> "a".repeat(9_000)))
        .flatMap(Function.identity());
  }

  private static Stream<Attack> forged(String name, Function<Range, String> token) {
    return CARRIERS.stream()
        .map(
            carrier ->
                new Attack(
                    name,
                    Rule.STRICT_CLAIMS,
                    carrier.name(),
                    range -> {
                      String answer =
                          carrier.send(range, token.apply(range), "select a from attack");
                      return Answers.nothingServed(answer);
                    }));
  }

  /** Claims that no namespace follows from, under a signature that holds. */
  static Stream<Attack> signed(UnaryOperator<String> issuer) {
    return Stream.of(
            odd(issuer, "no claim", _ -> ""),
            odd(issuer, "null", _ -> member("null")),
            odd(issuer, "an empty text", _ -> member("\"\"")),
            odd(issuer, "a number", _ -> member("1")),
            odd(issuer, "a list of one", r -> member("[\"" + r.victim().name() + "\"]")),
            odd(
                issuer,
                "a list of two",
                r -> member("[\"" + r.attacker().name() + "\",\"" + r.victim().name() + "\"]")),
            odd(issuer, "an object", r -> member("{\"name\":\"" + r.victim().name() + "\"}")),
            odd(issuer, "upper case", r -> member('"' + upper(r.victim().name()) + '"')),
            odd(issuer, "a space after it", r -> member('"' + r.victim().name() + " \"")),
            odd(issuer, "a line end after it", r -> member('"' + r.victim().name() + "\\n\"")),
            odd(issuer, "a path", r -> member("\"../" + r.victim().name() + '"')),
            odd(
                issuer,
                "two claims",
                r ->
                    member('"' + r.attacker().name() + '"')
                        + member('"' + r.victim().name() + '"')))
        .flatMap(Function.identity());
  }

  private static Stream<Attack> odd(
      UnaryOperator<String> issuer, String name, Function<Range, String> claim) {
    return forged(
        "a good signature over " + name,
        range ->
            issuer.apply(
                "{\"iss\":\"gatehouse\",\"exp\":9999999999,\"a\":\"rw\""
                    + claim.apply(range)
                    + "}"));
  }

  private static String member(String namespace) {
    return ",\"namespace\":" + namespace;
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static String part(Range range, int index) {
    return range.token().split("\\.", -1)[index];
  }

  private static String rest(Range range) {
    return part(range, 1) + "." + part(range, 2);
  }

  private static String header(String algorithm, String more) {
    return encode("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"" + more + "}");
  }

  /** The attacker's claims with the victim's name. */
  private static String renamed(Range range) {
    String claims =
        new String(Base64.getUrlDecoder().decode(part(range, 1)), StandardCharsets.UTF_8);
    return encode(
        claims.replace('"' + range.attacker().name() + '"', '"' + range.victim().name() + '"'));
  }

  private static String twice(Range range) {
    String claims =
        new String(Base64.getUrlDecoder().decode(part(range, 1)), StandardCharsets.UTF_8);
    return encode(
        claims.substring(0, claims.length() - 1)
            + ",\"namespace\":\""
            + range.victim().name()
            + "\"}");
  }

  private static String claims(String namespace) {
    return encode("{\"iss\":\"gatehouse\",\"namespace\":" + namespace + ",\"exp\":9999999999}");
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
