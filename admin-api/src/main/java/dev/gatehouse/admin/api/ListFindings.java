package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what the doctor finds, and what registry and sqld disagree about. */
final class ListFindings implements Endpoint {
  private final Overview overview;

  ListFindings(Overview overview) {
    this.overview = overview;
  }

  /** One thing that was looked at. */
  record View(String name, String severity, String sentence, String remedy) {
    static View of(Finding finding) {
      return new View(
          finding.name(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.sentence(),
          finding.remedy());
    }
  }

  /** All of them. */
  record Findings(List<View> findings) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/findings";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    var findings = new ArrayList<>(overview.findings().get());
    findings.addAll(disagreements(overview.reconciler().lastComparison()));
    return Reply.json(200, new Findings(findings.stream().map(View::of).toList()));
  }

  private static List<Finding> disagreements(Reconciler.Comparison found) {
    var findings = new ArrayList<Finding>();
    if (!found.missing().isEmpty()) {
      findings.add(
          new Finding(
              "registry-missing",
              Severity.FAILED,
              "sqld has lost namespaces that the registry has (%d): %s."
                  .formatted(
                      found.missing().size(),
                      found.missing().stream()
                          .limit(10)
                          .map(String::valueOf)
                          .collect(Collectors.joining(", "))),
              "Restore sqld's folder from a backup, or purge these namespaces."));
    }
    if (!found.strange().isEmpty()) {
      findings.add(
          new Finding(
              "registry-strange",
              Severity.WARNING,
              "sqld holds namespaces that the registry never made (%d)."
                  .formatted(found.strange().size()),
              "See whether the registry is an older copy than sqld's folder."));
    }
    return findings;
  }
}
