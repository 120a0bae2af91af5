package dev.gatehouse.admin.job;

import dev.gatehouse.admin.schema.SchemaSets;

/**
 * All about schema sets.
 *
 * @param sets the sets there are
 * @param drift how namespaces differ from them
 * @param jobs apply them
 */
public record Schemas(SchemaSets sets, SchemaDrift drift, SchemaJobs jobs) {}
