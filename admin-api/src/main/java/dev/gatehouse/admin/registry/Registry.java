package dev.gatehouse.admin.registry;

import java.nio.file.Path;

/**
 * Everything that Gatehouse keeps of its tenants, store by store. Safe for many threads; every
 * change is one transaction, durable when the call returns. Every method of a store throws {@link
 * RegistryException} where the registry fails.
 */
public interface Registry extends AutoCloseable {

  TenantStore tenants();

  TokenStore tokens();

  SigningKeyStore signingKeys();

  WebhookStore webhooks();

  AuditStore audit();

  JobStore jobs();

  ApiKeyStore apiKeys();

  ReplyStore replies();

  UsageStore usage();

  /** Writes all of it, as it is at one moment, into a file that is not there yet. */
  void copyTo(Path target);

  @Override
  void close();
}
