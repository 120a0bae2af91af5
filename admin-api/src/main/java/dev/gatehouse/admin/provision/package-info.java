/**
 * Making and ending namespaces on an sqld, so that a kill at any point leaves nothing half-done.
 */
@NullMarked
package dev.gatehouse.admin.provision;

import org.jspecify.annotations.NullMarked;
