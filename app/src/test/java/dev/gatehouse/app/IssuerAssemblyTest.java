package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.gateway.journey.identify.AccessMapping;
import dev.gatehouse.gateway.journey.identify.ClaimPath;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.JwksIssuer;
import dev.gatehouse.gateway.journey.identify.SharedSecretIssuer;
import dev.gatehouse.gateway.journey.identify.StaticKeyIssuer;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.token.SigningKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerAssemblyTest {
  private static final String SHORT_RSA_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
      9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
      -----END PUBLIC KEY-----
      """;
  private static final String SECRET = "a secret of more than thirty-two bytes";

  private final Closing closing = new Closing();
  @TempDir private Path folder;

  @BeforeEach
  void writeKey() throws Exception {
    Files.writeString(folder.resolve("key.pem"), SigningKey.generate().publicPem());
  }

  @AfterEach
  void closeIssuers() {
    closing.close();
  }

  /** The issuers of a list in YAML, in which {@code KEY} stands for a file with a key. */
  private List<Issuer> configured(String issuers) throws Exception {
    String yaml =
        "identity: {issuers: [%s]}"
            .formatted(issuers.replace("KEY", "{file: %s}".formatted(folder.resolve("key.pem"))));
    Path file = Files.writeString(folder.resolve("gatehouse.yaml"), yaml);
    var config = ConfigLoader.load(Optional.of(file), Map.of("SECRET", SECRET));
    return closing
        .later(new IssuerAssembly(SigningKey.generate(), InstantSource.system()))
        .issuers(config);
  }

  @Test
  void acceptsItsOwnTokensAndThoseOfEachKindOfIssuer() throws Exception {
    var issuers =
        configured(
            """
            {name: a, issuer: static, publicKey: KEY},
            {name: b, issuer: shared, secret: {env: SECRET}},
            {name: c, issuer: published, jwksUrl: 'http://127.0.0.1:1/', algorithms: [ES384]}
            """);

    assertEquals(
        List.of("gatehouse", "static", "shared", "published"),
        issuers.stream().map(issuer -> issuer.terms().issuer()).toList());
    assertInstanceOf(StaticKeyIssuer.class, issuers.get(0));
    assertInstanceOf(StaticKeyIssuer.class, issuers.get(1));
    assertInstanceOf(SharedSecretIssuer.class, issuers.get(2));
    assertInstanceOf(JwksIssuer.class, issuers.get(3));
    assertEquals(
        List.of(
            Set.of("EdDSA", "Ed25519"),
            Set.of("EdDSA", "Ed25519"),
            Set.of("HS256"),
            Set.of("ES384")),
        issuers.stream().map(Issuer::algorithms).toList());
  }

  @Test
  void handsEachTermToItsPlace() throws Exception {
    var terms =
        configured(
                """
                {name: a, issuer: i, publicKey: KEY, audience: [one, two],
                 namespaceTemplate: 'user_{sub}', accessClaim: app.right, accessDefault: refuse,
                 accessValues: [{value: reader, access: ro}, {value: editor, access: rw}],
                 requiredClaims: [{claim: app.tier, value: paid}], tokenIdClaim: session_id}
                """)
            .getLast()
            .terms();

    assertEquals(Set.of("one", "two"), terms.audiences());
    assertEquals(Map.of(ClaimPath.parse("app.tier"), "paid"), terms.required());
    assertEquals("user_{sub}", terms.namespace().toString());
    assertEquals(
        new AccessMapping(
            ClaimPath.parse("app.right"),
            Map.of("reader", Access.READ_ONLY, "editor", Access.READ_WRITE),
            Optional.empty()),
        terms.access());
    assertEquals(new Issuer.Session(ClaimPath.parse("session_id"), false), terms.session());
  }

  @Test
  void takesTheUsualTermsWhereNobodySaysOtherwise() throws Exception {
    var terms = configured("{name: a, issuer: i, publicKey: KEY}").getLast().terms();
    var plain = new Issuer.Terms("i", Optional.empty(), "namespace", "a");

    assertEquals(plain.audiences(), terms.audiences());
    assertEquals(plain.required(), terms.required());
    assertEquals(plain.namespace().toString(), terms.namespace().toString());
    assertEquals(plain.access(), terms.access());
    assertEquals(plain.session(), terms.session());
  }

  @Test
  void takesANamespaceFromTheClaimThatIsNamed() throws Exception {
    var terms =
        configured("{name: a, issuer: i, publicKey: KEY, namespaceClaim: db, accessDefault: ro}")
            .getLast()
            .terms();

    assertEquals("{db}", terms.namespace().toString());
    assertEquals(Optional.of(Access.READ_ONLY), terms.access().whenAbsent());
  }

  @Test
  void fetchesPublishedKeysBeforeTheFirstToken() throws Exception {
    var asked = new CountDownLatch(1);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys.json",
        exchange -> {
          byte[] none = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, none.length);
          exchange.getResponseBody().write(none);
          exchange.close();
          asked.countDown();
        });
    server.start();
    try {
      configured(
          "{name: a, issuer: i, jwksUrl: 'http://127.0.0.1:%d/keys.json'}"
              .formatted(server.getAddress().getPort()));

      assertTrue(asked.await(10, TimeUnit.SECONDS));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesAKeyThatIsTooWeak() throws Exception {
    Files.writeString(folder.resolve("key.pem"), SHORT_RSA_KEY);

    assertRefused("{name: login, issuer: i, publicKey: KEY}", "an RSA key of 512 bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "algorithms: [ES256]",
        "namespaceTemplate: '{a}{b}'",
        "namespaceTemplate: everybody",
        "namespaceClaim: user_metadata.namespace",
        "accessClaim: a..b",
        "requiredClaims: [{claim: .a, value: b}]",
        "tokenIdClaim: a."
      })
  void refusesTermsThatCannotBeKept(String terms) {
    assertRefused("{name: login, issuer: i, publicKey: KEY, %s}".formatted(terms), "");
  }

  private void assertRefused(String issuer, String because) {
    var refused = assertThrows(StartException.class, () -> configured(issuer));
    String message = String.valueOf(refused.getMessage());

    assertTrue(message.startsWith("cannot use the issuer login: "), message);
    assertTrue(message.contains(because), message);
    assertFalse(message.contains(SECRET), message);
  }
}
