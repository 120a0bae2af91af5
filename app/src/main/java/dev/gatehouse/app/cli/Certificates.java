package dev.gatehouse.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a file, as those that a client believes. */
final class Certificates {
  private Certificates() {}

  static SSLContext of(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
      believed.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        believed.setCertificateEntry("ca-" + believed.size(), each);
      }
      if (believed.size() == 0) {
        throw CommandFailure.wrongUse("no certificate in " + pem + " (expected: PEM)");
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(believed);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      return tls;
    } catch (IOException e) {
      throw CommandFailure.wrongUse("--ca names a file that cannot be read: " + pem);
    } catch (GeneralSecurityException e) {
      throw CommandFailure.wrongUse("no certificates in " + pem + " (expected: PEM)");
    }
  }
}
