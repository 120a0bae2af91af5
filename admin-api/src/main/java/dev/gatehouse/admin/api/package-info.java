/**
 * The HTTP API of the operators: one file per endpoint, listed in {@link
 * dev.gatehouse.admin.api.Endpoints}.
 */
@NullMarked
package dev.gatehouse.admin.api;

import org.jspecify.annotations.NullMarked;
