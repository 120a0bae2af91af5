package dev.gatehouse.tenancy;

/**
 * What sqld did for a tenant.
 *
 * @param rowsRead rows that it read
 * @param rowsWritten rows that it wrote
 * @param blocked statements that it refused, as the tenant had used up a quota
 * @param more whether it did more than it said here
 */
public record Usage(long rowsRead, long rowsWritten, int blocked, boolean more) {}
