package dev.gatehouse.app.acme;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Connects to the port that is to be proven, as RFC 8737 says. */
public final class ProofCheck {
  private static final String PROTOCOL = "acme-tls/1";
  private static final String VALIDATION = "1.3.6.1.5.5.7.1.31";
  private static final int MILLIS_MAX = 5_000;

  private final Supplier<InetSocketAddress> port;
  private Runnable meanwhile = () -> {};

  public ProofCheck(Supplier<InetSocketAddress> port) {
    this.port = port;
  }

  /** Does something while a proof is pending. */
  void meanwhile(Runnable action) {
    meanwhile = action;
  }

  boolean holds(String name, String keyAuthorization) throws IOException, GeneralSecurityException {
    meanwhile.run();
    X509Certificate shown;
    try (SSLSocket socket = connect(port.get(), name, PROTOCOL)) {
      if (!PROTOCOL.equals(socket.getApplicationProtocol())) {
        return false;
      }
      shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      if (socket.getInputStream().read() != -1) {
        return false;
      }
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(keyAuthorization.getBytes(StandardCharsets.US_ASCII));
    byte[] extension = shown.getExtensionValue(VALIDATION);
    byte[] end = Arrays.copyOfRange(extension, extension.length - digest.length, extension.length);
    return shown.getCriticalExtensionOIDs().contains(VALIDATION)
        && Arrays.equals(end, digest)
        && shown.getSubjectAlternativeNames().stream().allMatch(alone -> alone.get(1).equals(name));
  }

  /** Connects, whoever answers. */
  public static SSLSocket connect(InetSocketAddress address, String name, String... protocols)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    var plain = new Socket(address.getAddress(), address.getPort());
    plain.setSoTimeout(MILLIS_MAX);
    var socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, address.getPort(), true);
    var parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Believes everybody. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
