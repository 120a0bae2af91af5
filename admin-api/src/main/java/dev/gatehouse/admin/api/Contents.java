package dev.gatehouse.admin.api;

import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldSessions;
import java.util.Optional;

/**
 * What the admin API needs to look into namespaces.
 *
 * @param sqld the admin API of the sqld
 * @param sessions opens sessions there
 * @param spool where files are on their way in or out
 * @param uploadBytesMax how long an uploaded file may be
 * @param schemas their schemas
 * @param backups where backups are made, what does that
 */
public record Contents(
    SqldAdmin sqld,
    SqldSessions sessions,
    SpoolFolder spool,
    long uploadBytesMax,
    Schemas schemas,
    Optional<Backups> backups) {}
