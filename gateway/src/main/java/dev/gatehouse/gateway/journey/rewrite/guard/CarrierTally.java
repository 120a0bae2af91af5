package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what a body asks for while it is read. */
final class CarrierTally {
  private final Set<RequestKind> kinds = EnumSet.noneOf(RequestKind.class);
  private final int statementsMax;
  private int requests;
  private int statements;
  private int closes;
  private @Nullable RequestKind last;
  private @Nullable Handle baton;

  CarrierTally(int statementsMax) {
    this.statementsMax = statementsMax;
  }

  void request(RequestKind kind) {
    kinds.add(kind);
    requests++;
    closes += kind == RequestKind.CLOSE ? 1 : 0;
    last = kind;
  }

  void statement() throws UnreadableException {
    count(1);
  }

  /** A text of this many statements, which counts as one so far. */
  void further(int inText) throws UnreadableException {
    count(inText - 1);
  }

  private void count(int more) throws UnreadableException {
    statements += more;
    if (statements > statementsMax) {
      throw new UnreadableException(Reason.TOO_MANY_STATEMENTS);
    }
  }

  int statements() {
    return statements;
  }

  void baton(@Nullable Handle found) {
    baton = found;
  }

  CarrierSummary summary() {
    boolean endsInClose = closes == 1 && last == RequestKind.CLOSE;
    return new CarrierSummary(baton, kinds, requests, statements, endsInClose);
  }
}
