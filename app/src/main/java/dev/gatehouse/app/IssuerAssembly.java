package dev.gatehouse.app;

import dev.gatehouse.config.AccessDefault;
import dev.gatehouse.config.AccessValueConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.IssuerConfig;
import dev.gatehouse.config.JwksConfig;
import dev.gatehouse.config.RequiredClaimConfig;
import dev.gatehouse.config.TokenAccess;
import dev.gatehouse.config.value.TokenAlgorithm;
import dev.gatehouse.gateway.journey.identify.AccessMapping;
import dev.gatehouse.gateway.journey.identify.ClaimPath;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.JwksBounds;
import dev.gatehouse.gateway.journey.identify.JwksIssuer;
import dev.gatehouse.gateway.journey.identify.NamespaceTemplate;
import dev.gatehouse.gateway.journey.identify.PublicKeyAlgorithm;
import dev.gatehouse.gateway.journey.identify.SharedSecretIssuer;
import dev.gatehouse.gateway.journey.identify.StaticKeyIssuer;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everyone whose tokens are accepted. One whose configuration stays as it is stays the same issuer,
 * with the keys that it fetched.
 */
final class IssuerAssembly implements AutoCloseable {
  private final SigningKey ownKey;
  private final InstantSource clock;
  private Made made = new Made(Optional.empty(), Optional.empty(), Map.of());

  /**
   * The issuers in use.
   *
   * @param own Gatehouse itself, once there is a configuration
   * @param jwks how their keys are fetched
   * @param others the others
   */
  private record Made(
      Optional<Issuer> own, Optional<JwksConfig> jwks, Map<IssuerConfig, Issuer> others) {}

  /** Takes the issuers of a configuration over, where they can be used. */
  interface Use<E extends Exception> {
    void use(List<Issuer> issuers) throws E;
  }

  IssuerAssembly(SigningKey ownKey, InstantSource clock) {
    this.ownKey = ownKey;
    this.clock = clock;
  }

  /** Gatehouse itself, then the others, whose published keys are fetched from now on. */
  List<Issuer> issuers(GatehouseConfig config) throws StartException {
    List<Issuer> issuers = new ArrayList<>();
    replace(config, issuers::addAll);
    return issuers;
  }

  /** Makes the issuers of another configuration, and forgets the others once they are used. */
  synchronized <E extends Exception> void replace(GatehouseConfig config, Use<E> use)
      throws StartException, E {
    var identity = config.identity();
    boolean sameFetching = made.jwks().equals(Optional.of(identity.jwks()));
    Map<IssuerConfig, Issuer> others = new LinkedHashMap<>();
    boolean taken = false;
    try {
      for (IssuerConfig issuer : identity.issuers()) {
        Issuer known = sameFetching ? made.others().get(issuer) : null;
        others.put(issuer, known == null ? issuer(issuer, bounds(identity.jwks())) : known);
      }
      Issuer own = made.own().orElseGet(() -> own(identity.issuer()));
      List<Issuer> all = new ArrayList<>();
      all.add(own);
      all.addAll(others.values());
      use.use(all);
      Made before = made;
      made = new Made(Optional.of(own), Optional.of(identity.jwks()), others);
      taken = true;
      close(before.others().values(), others.values());
    } finally {
      if (!taken) {
        close(others.values(), made.others().values());
      }
    }
  }

  private Issuer own(String name) {
    return new StaticKeyIssuer(
        new Issuer.Terms(name, Optional.empty(), TenantClaims.NAMESPACE, TenantClaims.ACCESS),
        ownKey.publicBytes());
  }

  private static void close(Collection<Issuer> issuers, Collection<Issuer> butNot) {
    for (Issuer issuer : issuers) {
      if (issuer instanceof JwksIssuer published && !butNot.contains(issuer)) {
        published.close();
      }
    }
  }

  @Override
  public synchronized void close() {
    close(made.others().values(), List.of());
  }

  private static JwksBounds bounds(JwksConfig jwks) {
    return new JwksBounds(
        jwks.refreshAfter(),
        jwks.trustedFor(),
        jwks.retryAfter(),
        jwks.unknownKeyAfter(),
        jwks.fetch(),
        jwks.bytesMax().toInt());
  }

  private Issuer issuer(IssuerConfig config, JwksBounds jwks) throws StartException {
    try {
      Issuer.Terms terms = terms(config);
      Set<PublicKeyAlgorithm> allowed = algorithms(config.algorithms());
      if (config.secret().isPresent()) {
        String secret = config.secret().get().reveal();
        return new SharedSecretIssuer(terms, secret.getBytes(StandardCharsets.UTF_8));
      }
      if (config.jwksUrl().isPresent()) {
        return published(
            terms,
            new JwksIssuer.Location(config.jwksUrl().get().uri(), config.plainHttp()),
            allowed,
            jwks);
      }
      return StaticKeyIssuer.of(terms, config.publicKey().orElseThrow().pem(), allowed);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "cannot use the issuer %s: %s".formatted(config.name(), e.getMessage()), e);
    }
  }

  private Issuer published(
      Issuer.Terms terms,
      JwksIssuer.Location location,
      Set<PublicKeyAlgorithm> allowed,
      JwksBounds jwks) {
    JwksIssuer issuer = new JwksIssuer(terms, location, allowed, jwks, clock);
    issuer.warmUp();
    return issuer;
  }

  private static Issuer.Terms terms(IssuerConfig config) {
    return new Issuer.Terms(
        config.issuer(),
        new HashSet<>(config.audience()),
        config.requiredClaims().stream()
            .collect(
                Collectors.toMap(
                    required -> ClaimPath.parse(required.claim()), RequiredClaimConfig::value)),
        namespace(config),
        access(config),
        new Issuer.Session(ClaimPath.parse(config.tokenIdClaim()), false));
  }

  private static NamespaceTemplate namespace(IssuerConfig config) {
    return config.namespaceTemplate().isPresent()
        ? NamespaceTemplate.parse(config.namespaceTemplate().get())
        : NamespaceTemplate.ofClaim(
            ClaimPath.parse(config.namespaceClaim().orElse(TenantClaims.NAMESPACE)));
  }

  private static AccessMapping access(IssuerConfig config) {
    ClaimPath claim = ClaimPath.parse(config.accessClaim());
    Optional<Access> whenAbsent = whenAbsent(config.accessDefault());
    if (config.accessValues().isEmpty()) {
      return AccessMapping.ofClaim(claim, whenAbsent);
    }
    Map<String, Access> values =
        config.accessValues().stream()
            .collect(Collectors.toMap(AccessValueConfig::value, value -> access(value.access())));
    return new AccessMapping(claim, values, whenAbsent);
  }

  private static Optional<Access> whenAbsent(AccessDefault config) {
    return switch (config) {
      case RW -> Optional.of(Access.READ_WRITE);
      case RO -> Optional.of(Access.READ_ONLY);
      case REFUSE -> Optional.empty();
    };
  }

  private static Access access(TokenAccess config) {
    return switch (config) {
      case RW -> Access.READ_WRITE;
      case RO -> Access.READ_ONLY;
    };
  }

  private static Set<PublicKeyAlgorithm> algorithms(List<TokenAlgorithm> config) {
    return config.stream()
        .map(algorithm -> PublicKeyAlgorithm.parse(algorithm.toString()).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }
}
