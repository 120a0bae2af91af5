package dev.gatehouse.app;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;

/**
 * The keys of this Gatehouse.
 *
 * @param tokens signs tenants' tokens
 * @param upstream signs the tokens that sqld sees
 * @param seal seals the handles that clients keep
 * @param admin opens the admin API
 */
record Keys(SigningKey tokens, SigningKey upstream, SealingKey seal, AdminKey admin) {

  /** The keys in the data folder, made where there are none. */
  static Keys load(GatehouseConfig config, DataFolder folder) throws StartException {
    try {
      var configured = config.admin().key();
      return new Keys(
          SigningKey.loadOrCreate(folder.tokenKey()),
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
