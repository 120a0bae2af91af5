package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIT {
  private static final String VERSION = "GET /version HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir private static Path made;
  private static TestCertificate first;
  private static TestCertificate second;

  @TempDir private Path folder;
  private Path certificate;
  private Path key;
  private TlsContexts tls;
  private FrontDoor door;

  @BeforeAll
  static void make() throws IOException {
    first = TestCertificate.named("first", made);
    second = TestCertificate.named("second", made);
  }

  @BeforeEach
  void open() throws IOException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    first.write(certificate, key);
    tls = new TlsContexts(certificate, key, Duration.ofHours(1));
    door = new FrontDoor(Front.PLAIN, FrontDoor.BOUNDS, Optional.of(tls));
  }

  @AfterEach
  void close() {
    door.close();
    tls.close();
  }

  private static SSLContext trusting(TestCertificate server) throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(server.store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private SSLSocket handshake(SSLContext context, String... protocols) throws IOException {
    var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(door.address().getAddress(), door.address().getPort());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return socket;
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void carriesWhatTheClientPrefers(Version version) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting(first)).version(version).build()) {
      var url = URI.create("https://127.0.0.1:" + door.address().getPort() + "/v2/pipeline");
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("authorization", "a")
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1 << 20)))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertEquals("a:1048576:127.0.0.1", response.body());
      Version spoken = version == Version.HTTP_1_1 ? Version.HTTP_1_1 : Version.HTTP_2;
      assertEquals(spoken, response.version());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksTheVersionsThatAreSafe(String version) throws Exception {
    try (var socket = handshake(trusting(first), version)) {
      assertEquals(version, socket.getSession().getProtocol());
      assertEquals("gatehouse test", new RawClient(socket).send(VERSION).reply().body());
    }
  }

  @Test
  void closesAnHonestConnectionWithANotice() throws Exception {
    try (var client = new RawClient(handshake(trusting(first)))) {
      client.send("GET /version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertEquals("gatehouse test", client.reply().body());
      assertEquals("", client.rest());
    }
  }

  @Test
  void givesNewConnectionsTheNewCertificateAndLeavesTheOldOnesAlone() throws Exception {
    try (var old = new RawClient(handshake(trusting(first)))) {
      second.write(certificate, key);
      assertTrue(tls.reload());
      assertFalse(tls.reload());
      try (var fresh = handshake(trusting(second))) {
        var shown = (X509Certificate) fresh.getSession().getPeerCertificates()[0];
        assertEquals("CN=second", shown.getSubjectX500Principal().getName());
      }
      assertEquals("gatehouse test", old.send(VERSION).reply().body());
    }
  }

  @Test
  void keepsTheOldCertificateWhereTheNewOneIsBroken() throws Exception {
    Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnonsense");
    assertFalse(tls.reload());
    first.write(certificate, folder.resolve("aside.key"));
    second.write(folder.resolve("aside.crt"), key);
    assertFalse(tls.reload());
    try (var socket = handshake(trusting(first))) {
      assertEquals("gatehouse test", new RawClient(socket).send(VERSION).reply().body());
    }
  }

  @Test
  void noticesNewFilesByItself() throws Exception {
    try (var watching = new TlsContexts(certificate, key, Duration.ofMillis(10));
        var own = new FrontDoor(Front.PLAIN, FrontDoor.BOUNDS, Optional.of(watching))) {
      second.write(certificate, key);
      SSLContext context = trusting(second);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!isServed(own, context)) {
        assertTrue(System.nanoTime() < deadline, "the files were never read again");
      }
    }
  }

  private static boolean isServed(FrontDoor own, SSLContext context) throws IOException {
    try (var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(own.address().getAddress(), own.address().getPort())) {
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException e) {
      return false;
    }
  }

  @Test
  void takesCertificateAndKeyFromOneFile() throws Exception {
    String both = Files.readString(key) + Files.readString(certificate);
    Path one = Files.writeString(folder.resolve("both.pem"), both);
    second.write(certificate, key);
    tls.use(one, one);
    try (var socket = handshake(trusting(first))) {
      assertEquals("gatehouse test", new RawClient(socket).send(VERSION).reply().body());
    }
  }

  @Test
  void hangsUpBeforeThereIsACertificate() throws Exception {
    try (var awaiting = new TlsContexts(Duration.ofHours(1));
        var own = new FrontDoor(Front.PLAIN, FrontDoor.BOUNDS, Optional.of(awaiting))) {
      assertFalse(awaiting.reload());
      try (var socket =
          (SSLSocket)
              trusting(first)
                  .getSocketFactory()
                  .createSocket(own.address().getAddress(), own.address().getPort())) {
        assertThrows(IOException.class, socket::startHandshake);
      }
    }
  }

  @Test
  void refusesToStartWithoutAKey() throws IOException {
    Files.writeString(key, "no key");
    assertThrows(IOException.class, () -> new TlsContexts(certificate, key, Duration.ofHours(1)));
  }

  @Test
  void closesWhereTheHandshakeDoesNotEnd() throws IOException {
    Front plain = Front.PLAIN;
    Front hasty =
        new Front(
            plain.connectionsPerAddressMax(),
            Duration.ofMillis(100),
            false,
            plain.tls(),
            plain.clientAddressFrom(),
            plain.trustedProxies(),
            plain.corsOrigins(),
            plain.http2());
    try (var own = new FrontDoor(hasty, FrontDoor.BOUNDS, Optional.of(tls));
        var client = new RawClient(own.address())) {
      assertEquals("", client.send("\u0016\u0003\u0001").rest());
    }
  }
}
