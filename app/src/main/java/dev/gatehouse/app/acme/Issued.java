package dev.gatehouse.app.acme;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate with its chain, and its key as PEM text where it is at hand.
 *
 * @param chain the certificates, the server's own first
 * @param pem the chain and the private key
 */
record Issued(List<X509Certificate> chain, String pem) {
  private static final int DNS_NAME = 2;
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  static Issued of(List<X509Certificate> chain, PrivateKey key) throws CertificateException {
    var pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      pem.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return new Issued(List.copyOf(chain), pem.append(block("PRIVATE KEY", key.getEncoded())) + "");
  }

  /** What was kept as text. */
  static Issued parse(String pem) throws CertificateException {
    String certificates =
        CERTIFICATE
            .matcher(pem)
            .results()
            .map(found -> found.group())
            .collect(Collectors.joining("\n"));
    List<X509Certificate> chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (chain.isEmpty()) {
      throw new CertificateException("no certificate is in it");
    }
    return new Issued(chain, pem);
  }

  static String block(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(der), kind);
  }

  Instant from() {
    return chain.getFirst().getNotBefore().toInstant();
  }

  Instant until() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** Whether clients that use any of these names believe it. */
  boolean covers(List<String> names) throws CertificateException {
    var alternatives = chain.getFirst().getSubjectAlternativeNames();
    Set<Object> covered =
        Objects.requireNonNullElse(alternatives, List.<List<?>>of()).stream()
            .filter(name -> name.getFirst().equals(DNS_NAME))
            .map(name -> name.get(1))
            .collect(Collectors.toSet());
    return covered.containsAll(names);
  }

  @Override
  public String toString() {
    return "Issued[***]";
  }
}
