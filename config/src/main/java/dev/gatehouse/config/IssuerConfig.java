package dev.gatehouse.config;

import dev.gatehouse.config.value.PublicKeyPem;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.TokenAlgorithm;
import dev.gatehouse.config.value.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Somebody else whose tokens are accepted. */
public record IssuerConfig(
    @Key(doc = "What you call this issuer, in logs and metrics.", required = true, reload = true)
        String name,
    @Key(
            doc = "The exact value of `iss` in its tokens. Each issuer has another one.",
            required = true,
            reload = true)
        String issuer,
    @Key(
            doc =
                "Values of which `aud` of its tokens must hold one. Give them when the issuer also"
                    + " makes tokens for other services; without any `aud` is not looked at.",
            reload = true)
        List<String> audience,
    @Key(
            doc =
                "The public key that its tokens are signed with, Ed25519, RSA or EC, as a PEM text"
                    + " (`-----BEGIN PUBLIC KEY-----`) or as `{file: PATH}`. Each issuer has one of"
                    + " this, `secret` and `jwksUrl`: without it none of its tokens could be"
                    + " verified.",
            reload = true)
        Optional<PublicKeyPem> publicKey,
    @Key(
            doc =
                "The secret that its tokens are signed with, by HS256: at least 32 bytes. Whoever"
                    + " knows it can make tokens, so prefer the other two where there is a choice.",
            reload = true)
        Optional<Secret> secret,
    @Key(
            doc =
                "Where the issuer publishes its public keys, a JWK set. They are fetched at the"
                    + " start and again as `identity.jwks` says. `https`, but on this machine.",
            reload = true)
        Optional<WebUrl> jwksUrl,
    @Key(
            doc =
                "Allows a `jwksUrl` on another machine without TLS. Whoever can change what"
                    + " comes from there owns every database that this issuer's tokens can name.",
            reload = true)
        boolean plainHttp,
    @Key(
            doc =
                "The algorithms that its tokens may be signed with, where it has public keys. With"
                    + " a secret it is always HS256.",
            reload = true)
        List<TokenAlgorithm> algorithms,
    @Key(
            doc =
                "The claim of its tokens that names the namespace: its name, or names joined by"
                    + " dots from the outside in. Without it, and without `namespaceTemplate`, it"
                    + " is `namespace`.",
            reload = true)
        Optional<String> namespaceClaim,
    @Key(
            doc =
                "How the claims make the name of the namespace, where none holds it outright:"
                    + " `user_{sub}` puts a claim in its place, `u_{sub|hash}` a hash of one that"
                    + " may be any text. Instead of `namespaceClaim`.",
            reload = true)
        Optional<String> namespaceTemplate,
    @Key(
            doc =
                "The claim of its tokens that names the access. Any word in it that is not"
                    + " known is refused.",
            reload = true)
        String accessClaim,
    @Key(
            doc =
                "What a token may do that has no such claim: `rw`, `ro`, or nothing at all with"
                    + " `refuse`.",
            reload = true)
        AccessDefault accessDefault,
    @Key(
            doc =
                "The words of `accessClaim` and what they mean. Without any they are `ro` and"
                    + " `rw`.",
            reload = true)
        List<AccessValueConfig> accessValues,
    @Key(
            doc = "Claims that must have a certain value; tokens without one of them are refused.",
            reload = true)
        List<RequiredClaimConfig> requiredClaims,
    @Key(
            doc =
                "The claim that tells its tokens apart and by which they are revoked. With"
                    + " `session_id`, say, all tokens of a login fall together.",
            reload = true)
        String tokenIdClaim)
    implements Checked {
  private static final int SECRET_BYTES_MIN = 32;

  /** Of the two names, which must be given, nothing. */
  public static final IssuerConfig DEFAULTS =
      new IssuerConfig(
          "",
          "",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(
              TokenAlgorithm.RS256,
              TokenAlgorithm.ES256,
              TokenAlgorithm.EDDSA,
              TokenAlgorithm.PS256),
          Optional.empty(),
          Optional.empty(),
          "a",
          AccessDefault.RW,
          List.of(),
          List.of(),
          "jti");

  public IssuerConfig {
    audience = List.copyOf(audience);
    algorithms = List.copyOf(algorithms);
    accessValues = List.copyOf(accessValues);
    requiredClaims = List.copyOf(requiredClaims);
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    checkKeys(found);
    if (namespaceClaim.isPresent() && namespaceTemplate.isPresent()) {
      found.add(
          new Contradiction(
              "namespaceTemplate", namespaceTemplate.get(), "nothing, beside a namespaceClaim"));
    }
    if (algorithms.isEmpty()) {
      found.add(new Contradiction("algorithms", "none", "at least one"));
    }
    checkOnce("accessValues[%d].value", accessValues, AccessValueConfig::value, found);
    checkOnce("requiredClaims[%d].claim", requiredClaims, RequiredClaimConfig::claim, found);
    return found;
  }

  private void checkKeys(List<Contradiction> found) {
    long given = Stream.of(publicKey, secret, jwksUrl).filter(Optional::isPresent).count();
    if (given == 0) {
      found.add(
          new Contradiction(
              "publicKey", "missing", "the key of its tokens: this, a secret or a jwksUrl"));
    }
    if (given > 1) {
      String second = jwksUrl.isPresent() ? "jwksUrl" : "secret";
      found.add(
          new Contradiction(second, "a second key", "only one of publicKey, secret and jwksUrl"));
    }
    if (secret.isPresent() && bytesOf(secret.get()) < SECRET_BYTES_MIN) {
      found.add(
          new Contradiction("secret", "too short", "at least " + SECRET_BYTES_MIN + " bytes"));
    }
    if (jwksUrl.isPresent() && !jwksUrl.get().isSafe() && !plainHttp) {
      found.add(new Contradiction("jwksUrl", jwksUrl.get(), "https, or plainHttp: true beside it"));
    }
  }

  private static int bytesOf(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8).length;
  }

  private static <T> void checkOnce(
      String key, List<T> items, Function<T, String> name, List<Contradiction> found) {
    List<String> names = items.stream().map(name).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        found.add(new Contradiction(key.formatted(i), names.get(i), "each of them once"));
      }
    }
  }
}
