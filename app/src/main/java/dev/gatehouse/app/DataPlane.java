package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.gateway.Gateway;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * The data plane and what it is told again while it runs.
 *
 * @param gateway what serves
 * @param issuers whose tokens it accepts
 */
record DataPlane(Gateway gateway, IssuerAssembly issuers) {

  /** Takes over the issuers, the limits and the certificate, or nothing where one is no good. */
  void reload(GatehouseConfig next) throws StartException {
    try {
      issuers.<IOException>replace(
          next, made -> gateway.reload(GatewayAssembly.reloadable(next, made)));
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
