package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.ProxyProtocol;
import dev.gatehouse.config.TlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A connection to this process's own public port, with all that is expected before a request. */
final class PublicGangway implements Chain.Gangway {
  private final InetSocketAddress address;
  private final boolean tls;
  private final boolean proxied;

  PublicGangway(InetSocketAddress listening, GatehouseConfig config) {
    this.address = Chain.reach(listening);
    TlsConfig shown = config.listen().tls();
    this.tls = shown.certificate().isPresent() || shown.acme().enabled();
    this.proxied = config.listen().proxyProtocol() == ProxyProtocol.REQUIRED;
  }

  @Override
  public Socket open(int patienceMillis) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout(patienceMillis);
      socket.connect(address, patienceMillis);
      if (proxied) {
        String header = "PROXY TCP4 127.0.0.1 127.0.0.1 1 %d\r\n".formatted(address.getPort());
        socket.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
      }
      return tls
          ? itself().createSocket(socket, address.getHostString(), address.getPort(), true)
          : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whose certificate it is does not matter: it is this process that is spoken to. */
  private static SSLSocketFactory itself() throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("there is no TLS here", e);
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
