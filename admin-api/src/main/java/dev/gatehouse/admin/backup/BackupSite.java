package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.function.Function;

/**
 * What is backed up.
 *
 * @param file the registry
 * @param registry the namespaces in it
 * @param provisioner makes and ends scratch namespaces
 * @param reading opens a session that reads a namespace
 * @param spool where a copy of the registry lies for a moment
 * @param audit where it is noted
 * @param version of this Gatehouse
 */
public record BackupSite(
    Registry file,
    TenantRegistry registry,
    NamespaceProvisioner provisioner,
    Function<NamespaceId, SqlSession> reading,
    SpoolFolder spool,
    AuditLog audit,
    String version) {}
