package dev.gatehouse.app;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.identity.StandardSignature;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.usage.Metering;
import dev.gatehouse.admin.usage.Metering.Rhythm;
import dev.gatehouse.admin.usage.QuotaNotices;
import dev.gatehouse.admin.usage.QuotaWatch;
import dev.gatehouse.admin.usage.QuotaWebhook;
import dev.gatehouse.config.QuotaWebhookConfig;
import dev.gatehouse.config.QuotasConfig;
import dev.gatehouse.tenancy.Plans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The counting of usage, from the configuration. */
final class MeteringAssembly {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Registry file;
  private final TenantRegistry registry;
  private final AuditTrail audit;
  private final Supplier<Plans> plans;
  private final Closing closing;

  MeteringAssembly(
      DataFolder folder,
      Registry file,
      TenantRegistry registry,
      AuditTrail audit,
      Supplier<Plans> plans,
      Closing closing) {
    this.folder = folder;
    this.file = file;
    this.registry = registry;
    this.audit = audit;
    this.plans = plans;
    this.closing = closing;
  }

  Metering start(QuotasConfig config, Upstream upstream) {
    var node = new SqldMeteredNode(upstream.adminApi());
    var watch =
        new QuotaWatch(
            file.usage(), node, plans, config.softPercent(), notices(config.webhook()), audit);
    var rhythm = new Rhythm(config.flushEvery(), config.looksMax(), config.monthsKept());
    var metering =
        closing.later(
            new Metering(file.usage(), registry, node, watch, rhythm, InstantSource.system()));
    metering.start();
    folder.whenOwn(metering::lead);
    return metering;
  }

  private QuotaNotices notices(QuotaWebhookConfig webhook) {
    if (webhook.url().isEmpty() || webhook.secret().isEmpty()) {
      return QuotaNotices.none();
    }
    var signature = StandardSignature.of(webhook.secret().get().reveal(), Duration.ZERO);
    return closing.later(
        new QuotaWebhook(
            webhook.url().get().uri(), signature, PAUSE_AFTER_FAILURE, InstantSource.system()));
  }
}
