package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.exchange.TraceContext;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is left to tell of an exchange that is over.
 *
 * @param trace which trace it is part of
 * @param route what was asked, once that was understood
 * @param client where the client is
 * @param namespace whose it is; empty where nobody knew
 * @param status what the client saw, or 0
 * @param code why it was not served; empty where it was
 * @param isFault whether Gatehouse or sqld is to blame for that
 * @param way how it got to sqld
 * @param nanos how long it took
 * @param legs how long each leg took that it reached, in their order
 */
public record FinishedExchange(
    TraceContext trace,
    @Nullable Route route,
    String client,
    String namespace,
    int status,
    String code,
    boolean isFault,
    String way,
    long nanos,
    List<Long> legs) {

  static FinishedExchange of(Journal journal, String code, boolean isFault) {
    Route route = journal.route();
    boolean travelled = route != null && !route.isOwn() && !route.isIdentity();
    var namespace = journal.namespace();
    return new FinishedExchange(
        journal.trace(),
        route,
        journal.client(),
        namespace == null ? "" : namespace.name(),
        journal.status(),
        code,
        isFault,
        journal.way(),
        journal.nanos(),
        travelled ? legsOf(journal) : List.of());
  }

  private static List<Long> legsOf(Journal journal) {
    return IntStream.rangeClosed(0, journal.lastLeg().place())
        .mapToObj(place -> journal.nanosIn(Leg.at(place)))
        .toList();
  }
}
