package dev.gatehouse.admin.vault;

/**
 * A file of a vault.
 *
 * @param id names it
 * @param sha256 of what is in it
 * @param bytes how much that is
 * @param sealedBytes how much the file itself is
 */
public record SealedFile(String id, String sha256, long bytes, long sealedBytes) {}
