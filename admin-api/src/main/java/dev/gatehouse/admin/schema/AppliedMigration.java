package dev.gatehouse.admin.schema;

/**
 * A line of the ledger.
 *
 * @param version the step
 * @param name what its file was called
 * @param checksum what its text was
 * @param appliedAt when it ran, as ISO 8601
 */
public record AppliedMigration(int version, String name, String checksum, String appliedAt) {}
