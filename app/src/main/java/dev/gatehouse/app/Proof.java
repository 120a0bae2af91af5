package dev.gatehouse.app;

import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the sqld behind is known to keep tenants apart.
 *
 * <p>What is seen to be wrong counts at once. Where nothing can be seen, as when sqld is busy or
 * away for a moment, the last proof holds for a few intervals, and nobody may be served after.
 */
final class Proof {
  private static final Logger log = LoggerFactory.getLogger(Proof.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int HOLDS_INTERVALS = 3;

  private final Supplier<List<Finding>> inspection;
  private final Duration every;
  private final InstantSource clock;
  private volatile Optional<Instant> provenAt = Optional.empty();
  private List<Finding> warned = List.of();
  private volatile Optional<String> objection = Optional.of("sqld is not proven yet");

  /** A proof that has to be renewed in each interval. */
  Proof(Supplier<List<Finding>> inspection, Duration every, InstantSource clock) {
    this.inspection = inspection;
    this.every = every;
    this.clock = clock;
  }

  /** Why nobody may be served now, if so. */
  Optional<String> objection() {
    return objection;
  }

  /** How long it is since it was last proven, if it was. */
  Optional<Duration> age() {
    return provenAt.map(at -> Duration.between(at, clock.instant()));
  }

  /** Looks again, and says after which time to look the next time. */
  synchronized Duration renew() {
    List<Finding> findings = inspect();
    warnOfNew(with(Severity.WARNING, findings));
    String failures = sentences(with(Severity.FAILED, findings));
    String unknown = sentences(with(Severity.UNKNOWN, findings));
    if (!failures.isEmpty()) {
      provenAt = Optional.empty();
      decide(Optional.of("tenants would not be kept apart: " + failures));
    } else if (unknown.isEmpty()) {
      provenAt = Optional.of(clock.instant());
      decide(Optional.empty());
    } else if (!holdsStill()) {
      decide(Optional.of("it is not proven that tenants are kept apart: " + unknown));
    }
    boolean proven = failures.isEmpty() && unknown.isEmpty();
    return proven || every.compareTo(SOON) < 0 ? every : SOON;
  }

  private List<Finding> inspect() {
    try {
      return inspection.get();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the inspection of sqld failed");
      return List.of(
          new Finding("inspection", Severity.UNKNOWN, "The inspection itself failed.", ""));
    }
  }

  private boolean holdsStill() {
    Duration bound = every.multipliedBy(HOLDS_INTERVALS);
    return provenAt.filter(at -> clock.instant().isBefore(at.plus(bound))).isPresent();
  }

  private void decide(Optional<String> found) {
    if (found.isPresent() && !found.equals(objection)) {
      log.error("not serving, as {}", found.get());
    } else if (found.isEmpty() && objection.isPresent()) {
      log.info("sqld is proven to keep tenants apart");
    }
    objection = found;
  }

  private void warnOfNew(List<Finding> warnings) {
    for (Finding finding : warnings) {
      if (!warned.contains(finding)) {
        log.warn("{} {}", finding.sentence(), finding.remedy());
      }
    }
    warned = warnings;
  }

  private static List<Finding> with(Severity severity, List<Finding> findings) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }

  private static String sentences(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.sentence() + " " + finding.remedy())
        .collect(Collectors.joining(" "));
  }
}
