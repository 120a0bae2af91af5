package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.CrossThread;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
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
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate in use: read again when its files change, kept when the new ones are broken. */
@CrossThread
public final class TlsContexts implements AutoCloseable {
  /** By which an authority asks for a proof (RFC 8737). */
  static final String CHALLENGE_PROTOCOL = "acme-tls/1";

  private static final ApplicationProtocolConfig ALPN =
      alpn(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
  private static final ApplicationProtocolConfig CHALLENGE_ALPN = alpn(CHALLENGE_PROTOCOL);

  private final Logger log = LoggerFactory.getLogger("tls");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gatehouse-tls").factory());
  private volatile @Nullable SslContext current;
  private volatile @Nullable SslContext challenge;
  private volatile Instant expires = Instant.EPOCH;
  private @Nullable Path certificateFile;
  private @Nullable Path keyFile;
  private @Nullable PemPair read;

  /** One without a certificate yet, which then looks at its files in every period. */
  public TlsContexts(Duration period) {
    timer.scheduleWithFixedDelay(
        this::reload, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Reads the files, which must be good now, and looks at them again in every period. */
  public TlsContexts(Path certificateFile, Path keyFile, Duration period) throws IOException {
    this(period);
    try {
      use(certificateFile, keyFile);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
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
    boolean isFirst = current == null;
    current = contextOf(found.privateKey(), ALPN, found.certificates());
    expires = found.certificates()[0].getNotAfter().toInstant();
    read = found;
    if (!isFirst) {
      log.atInfo().addKeyValue("file", certificate).log("certificate reloaded");
    }
    return true;
  }

  /** Takes the files as they are now; false where they are the same as before, or broken. */
  public synchronized boolean reload() {
    if (certificateFile == null || keyFile == null) {
      return false;
    }
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

  private static ApplicationProtocolConfig alpn(String... protocols) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocols);
  }

  /** Whether the native BoringSSL does the work, not the JDK. */
  static boolean isNative() {
    return OpenSsl.isAvailable();
  }

  /** When the certificate ends; long ago where there is none yet. */
  public Instant expires() {
    return expires;
  }

  /** Shows an authority this proof from now on, beside what clients are shown. */
  public void prove(PrivateKey key, X509Certificate proof) throws IOException {
    challenge = contextOf(key, CHALLENGE_ALPN, proof);
  }

  /** Shows no proof any more. */
  public void proven() {
    challenge = null;
  }

  /** What makes a connection secure, or finds out first for whom. */
  ChannelHandler newHandler(ByteBufAllocator allocator, Duration handshake) {
    SslContext certified = current;
    return certified == null || challenge != null
        ? new ChallengeSelector(this, handshake)
        : newHandler(certified, allocator, handshake);
  }

  /** What makes the connection of an authority or a client secure, where there is something. */
  Optional<SslHandler> handlerFor(
      boolean authority, ByteBufAllocator allocator, Duration handshake) {
    return Optional.ofNullable(authority ? challenge : current)
        .map(context -> newHandler(context, allocator, handshake));
  }

  private static SslHandler newHandler(
      SslContext context, ByteBufAllocator allocator, Duration handshake) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    return handler;
  }

  /** The contexts are left to the collector: connections may still be using them. */
  private static SslContext contextOf(
      PrivateKey key, ApplicationProtocolConfig alpn, X509Certificate... certificates)
      throws IOException {
    return SslContextBuilder.forServer(key, certificates)
        .sslProvider(isNative() ? SslProvider.OPENSSL : SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(alpn)
        .build();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
