package dev.gatehouse.app;

import dev.gatehouse.app.acme.AcmeTerms;
import dev.gatehouse.app.acme.CertificateRenewal;
import dev.gatehouse.config.AcmeConfig;
import dev.gatehouse.config.value.DomainName;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** The renewal of the certificate, from the configuration. */
final class AcmeAssembly {
  private AcmeAssembly() {}

  /** Takes the certificate that was kept, and asks for others once it is started. */
  static CertificateRenewal resume(
      AcmeConfig config, Path folder, Gateway gateway, MeterRegistry meters) throws StartException {
    var terms =
        new AcmeTerms(
            config.asked(),
            config.names().stream().map(DomainName::text).toList(),
            config.email(),
            config.trust());
    try {
      CertificateRenewal renewal =
          CertificateRenewal.resume(terms, folder, gateway.tls().orElseThrow());
      var orders = MetricCatalog.CERTIFICATE_ORDERS;
      orders.counter(meters, "result", "issued", renewal, CertificateRenewal::issued);
      orders.counter(meters, "result", "failed", renewal, CertificateRenewal::failed);
      return renewal;
    } catch (IOException e) {
      throw new StartException("cannot keep certificates in %s: %s".formatted(folder, e), e);
    }
  }
}
