package dev.gatehouse.admin.api;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.TokenMint;

/**
 * What the admin API acts on.
 *
 * @param registry the tenants
 * @param changes what operators do to them
 * @param provisioner makes and ends them
 * @param mint makes their tokens
 * @param audit what was changed
 * @param reconciler knows what sqld and the registry disagree about
 * @param contents what is in the namespaces
 */
public record ControlPlane(
    TenantRegistry registry,
    TenantChanges changes,
    NamespaceProvisioner provisioner,
    TokenMint mint,
    AuditLog audit,
    Reconciler reconciler,
    Contents contents) {}
