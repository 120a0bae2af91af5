package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.installation.Installation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One run of a simulation: against what, how much, and by what it is judged beyond Gatling's own
 * assertions, which cannot compare two figures.
 */
final class Run {
  /** Gatling makes the simulation itself, without arguments. */
  private static final ScopedValue<Run> CURRENT = ScopedValue.newInstance();

  private static final String STRANGERS = "answers of another tenant";

  private final Stand stand;
  private final Shape shape;
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, LongAdder> counted = new ConcurrentHashMap<>();

  /** Something that must hold when it is over. */
  interface Claim {
    void check(Figures figures, Report report) throws Exception;
  }

  Run(Stand stand, Shape shape) {
    this.stand = stand;
    this.shape = shape;
    claim((figures, report) -> report.checkNone(STRANGERS, kinds(STRANGERS)));
  }

  static Run current() {
    return CURRENT.get();
  }

  <T> T call(Callable<T> gatling) throws Exception {
    return ScopedValue.where(CURRENT, this).call(gatling::call);
  }

  URI url() {
    return stand.url();
  }

  List<Account> accounts() {
    return stand.accounts();
  }

  /** The Gatehouse that was started for it, where one was. */
  Optional<Installation> installation() {
    return stand.installation();
  }

  Shape shape() {
    return shape;
  }

  void claim(Claim claim) {
    claims.add(claim);
  }

  void judge(Figures figures, Report report) throws Exception {
    for (Claim claim : claims) {
      claim.check(figures, report);
    }
  }

  void count(String what) {
    counted.computeIfAbsent(what, key -> new LongAdder()).increment();
  }

  long counted(String what) {
    return counted.getOrDefault(what, new LongAdder()).sum();
  }

  private Map<String, Long> kinds(String what) {
    long count = counted(what);
    return count == 0 ? Map.of() : Map.of(what, count);
  }

  /** What a database said it is, compared with what the user came for. */
  String seen(String label, String expected) {
    if (!label.equals(expected)) {
      count(STRANGERS);
    }
    return label;
  }
}
