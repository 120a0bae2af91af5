package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.WebhookStore;
import dev.gatehouse.admin.token.Tokens;

/**
 * What the admin API acts on.
 *
 * @param registry the tenants
 * @param provisioner makes and ends them
 * @param tokens their tokens
 * @param webhooks remembers those that were done
 */
public record ControlPlane(
    TenantRegistry registry,
    NamespaceProvisioner provisioner,
    Tokens tokens,
    WebhookStore webhooks) {}
