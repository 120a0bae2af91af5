package dev.gatehouse.admin.registry;

/**
 * How far the counting of a namespace is.
 *
 * @param read its rows read
 * @param written its rows written
 * @param storageBytes the size of its database
 * @param block what it is refused
 * @param isApplied whether sqld is known to do so
 */
public record Metered(
    Reckoning read, Reckoning written, long storageBytes, Block block, boolean isApplied) {}
