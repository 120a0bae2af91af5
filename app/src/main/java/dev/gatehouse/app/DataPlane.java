package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.Reloadable;
import dev.gatehouse.tenancy.Plans;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The data plane and what it is told again while it runs.
 *
 * @param gateway what serves
 * @param issuers whose tokens it accepts
 * @param plans what both planes hold tenants to
 */
record DataPlane(Gateway gateway, IssuerAssembly issuers, AtomicReference<Plans> plans) {

  /** Takes over the issuers, the limits and the certificate, or nothing where one is no good. */
  void reload(GatehouseConfig next) throws StartException {
    try {
      issuers.<IOException>replace(
          next,
          made -> {
            Reloadable reloadable = GatewayAssembly.reloadable(next, made);
            gateway.reload(reloadable);
            plans.set(reloadable.plans());
          });
    } catch (IOException | IllegalArgumentException e) {
      throw cannotUseCertificate(e);
    }
  }

  static StartException cannotUseCertificate(Exception e) {
    return e instanceof NoSuchFileException missing
        ? new StartException(
            "listen.tls names a file that does not exist: " + missing.getFile(), missing)
        : new StartException("cannot use the files of listen.tls: " + e.getMessage(), e);
  }
}
