package dev.gatehouse.gateway.it;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What became of each check of one run, in their order.
 *
 * @param failures why a check failed, by its name; an empty text where it passed
 */
record CheckResults(SequencedMap<String, String> failures) {
  private static final String PLAN = "checks ";
  private static final String PASSED = "ok ";
  private static final String FAILED = "FAILED ";

  /** What a script of the folder {@code clients} printed; a check that it never came to failed. */
  static CheckResults read(String output) {
    var failures = new LinkedHashMap<String, String>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(PLAN)) {
        Arrays.stream(line.substring(PLAN.length()).split(" "))
            .forEach(name -> failures.put(name, "never came to it: " + output));
      } else if (line.startsWith(PASSED)) {
        failures.put(line.substring(PASSED.length()), "");
      } else if (line.startsWith(FAILED)) {
        String[] nameAndWhy = line.substring(FAILED.length()).split(": ", 2);
        failures.put(nameAndWhy[0], nameAndWhy[1]);
      }
    }
    return new CheckResults(failures);
  }

  boolean passed(String check) {
    return failures.getOrDefault(check, "not run").isEmpty();
  }

  /** Why these failed, without those that may. */
  Map<String, String> failuresBut(String mayFail) {
    var found = new LinkedHashMap<String, String>();
    failures.forEach(
        (check, why) -> {
          if (!why.isEmpty() && !check.equals(mayFail)) {
            found.put(check, why);
          }
        });
    return found;
  }
}
