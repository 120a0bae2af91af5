package dev.gatehouse.sqld;

import dev.gatehouse.sqld.Finding.Severity;
import java.util.List;

/** The findings of one inspection, by name. */
record Report(List<Finding> findings) {
  Finding of(String name) {
    return findings.stream()
        .filter(finding -> finding.name().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no finding " + name + " in " + findings));
  }

  Severity severity(String name) {
    return of(name).severity();
  }
}
