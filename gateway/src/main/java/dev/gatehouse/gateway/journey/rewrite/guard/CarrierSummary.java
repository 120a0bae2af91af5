package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has to know about an HTTP body that may pass.
 *
 * @param baton the stream that it continues, or null where it opens one
 * @param kinds what its requests ask for
 * @param requests how many there are
 * @param statements how many SQL texts it carries or refers to
 * @param endsInClose whether its last request, and no other, closes the stream
 */
public record CarrierSummary(
    @Nullable Handle baton,
    Set<RequestKind> kinds,
    int requests,
    int statements,
    boolean endsInClose) {}
