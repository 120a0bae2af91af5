package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.app.acme.FakeAuthority;
import dev.gatehouse.app.acme.FakeAuthority.Misconduct;
import dev.gatehouse.app.acme.ProofCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatehouse serve} that gets its certificate by itself. */
class AcmeServeIT {
  private static final String NAME = "db.example.com";

  @TempDir private Path folder;

  private Path configuration(FakeAuthority authority) throws Exception {
    return Files.writeString(
        folder.resolve("gatehouse.yaml"),
        """
        data: '%s'
        listen:
          public: '127.0.0.1:0'
          admin: '127.0.0.1:0'
          ops: '127.0.0.1:0'
          tls:
            acme: {names: [%s], agreeToTerms: true, directory: '%s', trust: '%s'}
        """
            .formatted(
                folder.resolve("data"),
                NAME,
                authority.directory(),
                authority.trust(folder.resolve("trust.pem"))));
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void servesWithTheCertificateOfAnAuthorityAndKeepsItOverARestart() throws Exception {
    var door = new CompletableFuture<InetSocketAddress>();
    try (var authority =
        new FakeAuthority(InstantSource.system(), new Misconduct(), new ProofCheck(door::join))) {
      Path file = configuration(authority);
      X509Certificate first;
      try (var serve = GatehouseProcess.run("serve", "--config", file.toString())) {
        String ready = serve.lineWith(" ready ");
        door.complete(port(ready));
        assertTrue(serve.lineWith("certificate obtained").contains(NAME));
        first = answeringOn(port(ready));
        first.verify(authority.root().getPublicKey());
        assertTrue(secondsLeft(ready) > 0);
        awaitReadiness(ready);
      }
      try (var again = GatehouseProcess.run("serve", "--config", file.toString())) {
        assertEquals(first, answeringOn(port(again.lineWith(" ready "))));
      }
      assertEquals(1, authority.orders());
    }
  }

  private static InetSocketAddress port(String ready) {
    int port = URI.create(ReloadIT.address("public", ready)).getPort();
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static X509Certificate answeringOn(InetSocketAddress address) throws Exception {
    try (SSLSocket client = ProofCheck.connect(address, NAME, "http/1.1")) {
      String request =
          "GET /version HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(NAME);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }
  }

  /** A moment ago there was no certificate, which readiness remembers for two seconds. */
  private static void awaitReadiness(String ready) throws IOException, InterruptedException {
    URI readiness = URI.create(ReloadIT.address("ops", ready) + "/readyz");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String said = "";
      while (!said.equals("ready\n")) {
        assertTrue(System.nanoTime() < until, said);
        said =
            client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString()).body();
      }
    }
  }

  private static double secondsLeft(String ready) throws IOException, InterruptedException {
    URI metrics = URI.create(ReloadIT.address("ops", ready) + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      String all =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      Matcher gauge =
          Pattern.compile("(?m)^gatehouse_tls_certificate_expires_seconds (\\S+)$").matcher(all);
      assertTrue(gauge.find(), all);
      assertTrue(
          all.contains("gatehouse_tls_certificate_orders_total{result=\"issued\"} 1.0"), all);
      return Double.parseDouble(gauge.group(1));
    }
  }
}
