package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.WebhookStore;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.tenancy.Plans;
import java.util.function.Supplier;

/**
 * What the admin API acts on.
 *
 * @param registry the tenants
 * @param plans what they may use, by plan
 * @param changes what operators do to them
 * @param provisioner makes and ends them
 * @param tokens their tokens
 * @param webhooks remembers those that were done
 * @param records who uses the API, and how
 * @param overview how the whole is
 * @param contents what is in the namespaces
 */
public record ControlPlane(
    TenantRegistry registry,
    Supplier<Plans> plans,
    TenantChanges changes,
    NamespaceProvisioner provisioner,
    Tokens tokens,
    WebhookStore webhooks,
    Records records,
    Overview overview,
    Contents contents) {}
