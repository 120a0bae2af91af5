package dev.gatehouse.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a buffer is found lost. */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    LeakWatch.install();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    boolean isNested = context.getRequiredTestClass().getEnclosingClass() != null;
    if (!isNested) {
      List<String> leaks = LeakWatch.install().drain();
      if (!leaks.isEmpty()) {
        throw new AssertionError(
            leaks.size() + " lost by this class or one before it\n" + String.join("\n", leaks));
      }
    }
  }
}
