package dev.gatehouse.testkit;

import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends the JVM in failure where a buffer is found lost after the last test.
 *
 * <p>What a listener throws is only logged; a JVM that ends early fails every build.
 */
public final class LastLeakCheck implements TestExecutionListener {
  static final int EXIT_CODE = 86;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    LeakWatch.install();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<String> leaks = LeakWatch.install().drain();
    if (!leaks.isEmpty()) {
      leaks.forEach(System.err::println);
      System.err.flush();
      System.exit(EXIT_CODE);
    }
  }
}
