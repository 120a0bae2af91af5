package dev.gatehouse.admin.registry;

/**
 * How many namespaces of a job are where.
 *
 * @param pending not worked on yet
 * @param done at the version
 * @param failed not at the version
 * @param skipped left out
 */
public record JobProgress(long pending, long done, long failed, long skipped) {}
