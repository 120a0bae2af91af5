package dev.gatehouse.app;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;

/**
 * The keys of this Gatehouse.
 *
 * @param master seals the secrets in the registry
 * @param upstream signs the tokens that sqld sees
 * @param seal seals the handles that clients keep
 * @param admin opens the admin API
 */
record Keys(SealingKey master, SigningKey upstream, SealingKey seal, AdminKey admin) {

  /** The keys in the data folder, made where there are none. */
  static Keys load(GatehouseConfig config, DataFolder folder) throws StartException {
    try {
      var configured = config.admin().key();
      var master = config.identity().masterKey();
      return new Keys(
          master.isPresent()
              ? SealingKey.of(master.get().reveal())
              : SealingKey.loadOrCreate(folder.masterKey()),
          SigningKey.loadOrCreate(folder.upstreamKey()),
          SealingKey.loadOrCreate(folder.sealingKey()),
          configured.isPresent()
              ? AdminKey.configured(configured.get().reveal())
              : AdminKey.loadOrCreate(folder.adminKey()));
    } catch (IOException e) {
      throw new StartException("cannot use the keys in the data folder: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new StartException("admin.key is " + e.getMessage(), e);
    }
  }
}
