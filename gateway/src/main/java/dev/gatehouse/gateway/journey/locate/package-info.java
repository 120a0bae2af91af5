/**
 * <b>What</b> Finds the tenant of the token and the node that holds it.
 *
 * <p><b>In</b> Identified.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.locate.Located}.
 *
 * <p><b>Refuses with</b> Unknown, suspended, wrong tenant, directory down, node not proven.
 *
 * <p><b>Never</b> takes a namespace from anywhere but the token.
 */
@NullMarked
package dev.gatehouse.gateway.journey.locate;

import org.jspecify.annotations.NullMarked;
