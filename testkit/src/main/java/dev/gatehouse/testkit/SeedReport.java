package dev.gatehouse.testkit;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Says beside every failed test how to repeat the run that failed. */
public final class SeedReport implements TestExecutionListener {
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      System.err.printf("%s failed: repeat with -Dseed=%s%n", test.getDisplayName(), Seed.ofRun());
    }
  }
}
