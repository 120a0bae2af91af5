package dev.gatehouse.config;

import dev.gatehouse.config.value.PublicKeyPem;
import java.util.List;
import java.util.Optional;

/** Somebody else whose tokens are accepted. */
public record IssuerConfig(
    @Key(doc = "What you call this issuer, in logs and metrics.", required = true) String name,
    @Key(
            doc = "The exact value of `iss` in its tokens. Each issuer has another one.",
            required = true)
        String issuer,
    @Key(
            doc =
                "A value that `aud` of its tokens must hold. Give it when the issuer also makes"
                    + " tokens for other services; without it `aud` is not looked at.")
        Optional<String> audience,
    @Key(
            doc =
                "The Ed25519 public key that its tokens are signed with, as a PEM text"
                    + " (`-----BEGIN PUBLIC KEY-----`) or as `{file: PATH}`. Must be given: without"
                    + " it none of its tokens could be verified.")
        Optional<PublicKeyPem> publicKey,
    @Key(doc = "The claim of its tokens that names the namespace.") String namespaceClaim,
    @Key(
            doc =
                "The claim of its tokens that names the access, `ro` or `rw`. A token without this"
                    + " claim may write.")
        String accessClaim)
    implements Checked {
  /** Of the two names, which must be given, nothing. */
  public static final IssuerConfig DEFAULTS =
      new IssuerConfig("", "", Optional.empty(), Optional.empty(), "namespace", "a");

  @Override
  public List<Contradiction> contradictions() {
    return publicKey.isPresent()
        ? List.of()
        : List.of(
            new Contradiction("publicKey", "missing", "the key that its tokens are signed with"));
  }
}
