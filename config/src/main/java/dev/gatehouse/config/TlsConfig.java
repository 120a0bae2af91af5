package dev.gatehouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The certificate of the public listener. */
public record TlsConfig(
    @Key(
            doc =
                "The certificate chain in PEM, the server's own certificate first. With it, and"
                    + " `listen.tls.key`, the public listener speaks TLS and nothing else. Leave it"
                    + " out where a proxy in front speaks TLS.",
            reload = true)
        Optional<Path> certificate,
    @Key(doc = "The private key of the certificate in PEM, not encrypted.", reload = true)
        Optional<Path> key,
    @Key(
            doc =
                "How often both files are looked at. New ones serve the next connection; broken"
                    + " ones are logged and the old ones stay.",
            bounds = "100ms..1d")
        Duration reloadEvery,
    @Key(
            doc =
                "Certificates from an authority such as Let's Encrypt. Beside `certificate` and"
                    + " `key`, those are served until the first one has come.")
        AcmeConfig acme)
    implements Checked {
  public static final TlsConfig DEFAULTS =
      new TlsConfig(
          Optional.empty(), Optional.empty(), Duration.ofSeconds(10), AcmeConfig.DEFAULTS);

  @Override
  public List<Contradiction> contradictions() {
    if (certificate.isPresent() == key.isPresent()) {
      return List.of();
    }
    return List.of(
        certificate.isPresent()
            ? new Contradiction("key", "missing", "the certificate's key, or no certificate")
            : new Contradiction("certificate", "missing", "the key's certificate, or no key"));
  }
}
