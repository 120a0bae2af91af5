package dev.gatehouse.config;

/** Services that tell of their users. */
public record WebhooksConfig(
    @Key(doc = "Supabase, at `POST /webhooks/supabase`.") SupabaseWebhookConfig supabase) {
  public static final WebhooksConfig DEFAULTS = new WebhooksConfig(SupabaseWebhookConfig.DEFAULTS);
}
