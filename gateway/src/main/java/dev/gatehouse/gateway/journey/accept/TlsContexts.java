package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.CrossThread;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate in use: read again when its files change, kept when the new ones are broken. */
@CrossThread
public final class TlsContexts implements AutoCloseable {
  private static final ApplicationProtocolConfig ALPN =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2,
          ApplicationProtocolNames.HTTP_1_1);

  private final Logger log = LoggerFactory.getLogger("tls");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gatehouse-tls").factory());
  private volatile SslContext current;
  private volatile Instant expires;
  private Path certificateFile;
  private Path keyFile;
  private PemPair read;

  /** Reads the files, which must be good now, and looks at them again in every period. */
  public TlsContexts(Path certificateFile, Path keyFile, Duration period) throws IOException {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.read = PemPair.read(certificateFile, keyFile);
    try {
      this.current = contextOf(read);
      this.expires = expiryOf(read);
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
    timer.scheduleWithFixedDelay(
        this::reload, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Takes these files, as they are now; broken ones change nothing. */
  public synchronized void use(Path certificate, Path key) throws IOException {
    try {
      take(certificate, key);
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
    certificateFile = certificate;
    keyFile = key;
  }

  private boolean take(Path certificate, Path key) throws IOException, GeneralSecurityException {
    PemPair found = PemPair.read(certificate, key);
    if (found.equals(read)) {
      return false;
    }
    current = contextOf(found);
    read = found;
    expires = expiryOf(found);
    log.atInfo().addKeyValue("file", certificate).log("certificate reloaded");
    return true;
  }

  /** Takes the files as they are now; false where they are the same as before, or broken. */
  public synchronized boolean reload() {
    try {
      return take(certificateFile, keyFile);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      log.atWarn()
          .addKeyValue("file", certificateFile)
          .addKeyValue("because", e.getMessage())
          .log("certificate not reloaded: the old one stays");
      return false;
    }
  }

  private static Instant expiryOf(PemPair pair) throws GeneralSecurityException {
    return pair.certificates()[0].getNotAfter().toInstant();
  }

  /** When the server's own certificate expires. */
  public Instant expires() {
    return expires;
  }

  /** Whether the native BoringSSL does the work, not the JDK. */
  static boolean isNative() {
    return OpenSsl.isAvailable();
  }

  SslHandler newHandler(ByteBufAllocator allocator, Duration handshake) {
    SslHandler handler = current.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    return handler;
  }

  /** The contexts are left to the collector: connections may still be using them. */
  private static SslContext contextOf(PemPair pair) throws GeneralSecurityException, IOException {
    return SslContextBuilder.forServer(pair.privateKey(), pair.certificates())
        .sslProvider(isNative() ? SslProvider.OPENSSL : SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(ALPN)
        .build();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
