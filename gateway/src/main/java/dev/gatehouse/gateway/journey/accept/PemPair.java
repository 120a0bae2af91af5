package dev.gatehouse.gateway.journey.accept;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A certificate chain and its private key, as PEM text.
 *
 * @param chain the certificates, the server's own first
 * @param key the private key
 */
record PemPair(String chain, String key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (EC |RSA |)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");

  static PemPair read(Path chain, Path key) throws IOException {
    return new PemPair(Files.readString(chain), Files.readString(key));
  }

  X509Certificate[] certificates() throws GeneralSecurityException {
    // Both may be in one file.
    String only = KEY.matcher(chain).replaceAll("");
    var bytes = new ByteArrayInputStream(only.getBytes(StandardCharsets.UTF_8));
    X509Certificate[] certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
            .map(X509Certificate.class::cast)
            .toArray(X509Certificate[]::new);
    if (certificates.length == 0) {
      throw new GeneralSecurityException("the certificate file has no certificate");
    }
    return certificates;
  }

  /** The private key, once it is known to belong to the certificate. */
  PrivateKey privateKey() throws GeneralSecurityException, IOException {
    PublicKey certified = certificates()[0].getPublicKey();
    var spec = new PKCS8EncodedKeySpec(pkcs8());
    PrivateKey opened = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(spec);
    if (!isPair(opened, certified)) {
      throw new GeneralSecurityException("the private key is not the certificate's");
    }
    return opened;
  }

  private byte[] pkcs8() throws GeneralSecurityException, IOException {
    Matcher found = KEY.matcher(key);
    if (!found.find()) {
      throw new GeneralSecurityException("the key file has no unencrypted private key");
    }
    byte[] der = Base64.getMimeDecoder().decode(found.group(2));
    return switch (found.group(1)) {
      case "EC " -> {
        ECPrivateKey ec = ECPrivateKey.getInstance(der);
        var curve =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ec.getParametersObject());
        yield new PrivateKeyInfo(curve, ec).getEncoded();
      }
      case "RSA " ->
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                  RSAPrivateKey.getInstance(der))
              .getEncoded();
      default -> der;
    };
  }

  private static boolean isPair(PrivateKey opened, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> certified.getAlgorithm();
        };
    byte[] probe = {1};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(opened);
    signing.update(probe);
    byte[] signature = signing.sign();
    Signature checking = Signature.getInstance(algorithm);
    checking.initVerify(certified);
    checking.update(probe);
    return checking.verify(signature);
  }

  @Override
  public String toString() {
    return "PemPair[***]";
  }
}
