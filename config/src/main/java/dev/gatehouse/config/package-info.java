/**
 * The configuration of a Gatehouse: one record per YAML object, values only.
 *
 * <p>A record's component is a key; its {@link Key} is what the manual says about it; the record's
 * {@code DEFAULTS} hold the value of every key that nobody gave.
 */
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
