package dev.gatehouse.admin.registry;

import java.nio.file.Path;

/** A {@link Registry} in one SQLite file. */
public final class SqliteRegistry implements Registry {
  private final RegistryFile file;
  private final TenantStore tenants;
  private final TokenStore tokens;
  private final SigningKeyStore signingKeys;
  private final WebhookStore webhooks;
  private final AuditStore audit;
  private final JobStore jobs;
  private final ApiKeyStore apiKeys;
  private final ReplyStore replies;
  private final UsageStore usage;

  private SqliteRegistry(RegistryFile file) {
    this.file = file;
    this.tenants = new SqliteTenantStore(file);
    this.tokens = new SqliteTokenStore(file);
    this.signingKeys = new SqliteSigningKeyStore(file);
    this.webhooks = new SqliteWebhookStore(file);
    this.audit = new SqliteAuditStore(file);
    this.jobs = new SqliteJobStore(file);
    this.apiKeys = new SqliteApiKeyStore(file);
    this.replies = new SqliteReplyStore(file);
    this.usage = new SqliteUsageStore(file);
  }

  /** Opens the file, makes it where there is none, and brings its schema up to date. */
  public static SqliteRegistry open(Path path) {
    return of(RegistryFile.open(path));
  }

  static SqliteRegistry of(RegistryFile file) {
    return new SqliteRegistry(file);
  }

  /** The form in which this program keeps the file: each change of it makes it one more. */
  public static int form() {
    return Migrations.latest();
  }

  @Override
  public TenantStore tenants() {
    return tenants;
  }

  @Override
  public TokenStore tokens() {
    return tokens;
  }

  @Override
  public SigningKeyStore signingKeys() {
    return signingKeys;
  }

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public ApiKeyStore apiKeys() {
    return apiKeys;
  }

  @Override
  public ReplyStore replies() {
    return replies;
  }

  @Override
  public UsageStore usage() {
    return usage;
  }

  @Override
  public void copyTo(Path target) {
    file.copyTo(target);
  }

  @Override
  public void close() {
    file.close();
  }
}
