/**
 * Backups: what is written, looked at before it counts, kept, and brought back. See docs/backup.md.
 */
@NullMarked
package dev.gatehouse.admin.backup;

import org.jspecify.annotations.NullMarked;
