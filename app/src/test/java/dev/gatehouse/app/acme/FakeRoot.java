package dev.gatehouse.app.acme;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.shredzone.acme4j.util.CSRBuilder;
import org.shredzone.acme4j.util.CertificateUtils;

/** Whose signature makes certificates of the fake authority good. */
final class FakeRoot {
  private static final String NAME = "CN=a fake root";
  private static final char[] NO_PASSWORD = {};
  private static final KeyPair KEY = newKey();

  private final X509Certificate certificate =
      CertificateUtils.createTestRootCertificate(
          NAME, Instant.EPOCH, Instant.now().plus(Duration.ofDays(3650)), KEY);
  private final Random serials = new Random();

  private static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** Whether a request is signed by its key and for these names and no others. */
  static boolean isSound(PKCS10CertificationRequest request, List<String> names) throws Exception {
    var verifier = new JcaContentVerifierProviderBuilder();
    Set<String> wanted =
        Stream.of(names(request).getNames())
            .map(name -> name.getName().toString())
            .collect(Collectors.toSet());
    return request.isSignatureValid(verifier.build(request.getSubjectPublicKeyInfo()))
        && wanted.equals(Set.copyOf(names));
  }

  private static GeneralNames names(PKCS10CertificationRequest request) {
    return GeneralNames.fromExtensions(
        request.getRequestedExtensions(), Extension.subjectAlternativeName);
  }

  X509Certificate certify(PKCS10CertificationRequest request, Instant from, Instant until)
      throws Exception {
    var made =
        new X509v3CertificateBuilder(
            new X500Name(NAME),
            new BigInteger(63, serials).add(BigInteger.ONE),
            Date.from(from),
            Date.from(until),
            request.getSubject(),
            request.getSubjectPublicKeyInfo());
    made.addExtension(Extension.subjectAlternativeName, true, names(request));
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(KEY.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(made.build(signer));
  }

  /** What a server on loopback needs that it vouches for. */
  SSLContext loopback() throws Exception {
    KeyPair key = AcmeFolder.newKey();
    var request = new CSRBuilder();
    request.addIP(InetAddress.getLoopbackAddress());
    request.sign(key);
    X509Certificate own =
        certify(request.getCSR(), Instant.EPOCH, Instant.now().plus(Duration.ofDays(1)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key.getPrivate(), NO_PASSWORD, new Certificate[] {own, certificate});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
