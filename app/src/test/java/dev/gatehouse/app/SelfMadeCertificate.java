package dev.gatehouse.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for loopback that signs itself, made by the JDK's keytool. */
final class SelfMadeCertificate {
  private static final String PASSWORD = "changeit";

  private final KeyStore store;

  private SelfMadeCertificate(KeyStore store) {
    this.store = store;
  }

  static SelfMadeCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("self-made.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            (keytool
                    + " -genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=loopback"
                    + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass "
                    + PASSWORD
                    + " -keystore "
                    + file)
                .split(" "));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    return new SelfMadeCertificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** Sockets of a server that has it. */
  ServerSocketFactory sockets() throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return tls.getServerSocketFactory();
  }

  /** Writes it for those who are to believe it. */
  Path writeTo(Path pem) throws IOException, GeneralSecurityException {
    byte[] der = store.getCertificate("server").getEncoded();
    return Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(der)));
  }
}
