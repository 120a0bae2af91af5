package dev.gatehouse.testkit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A program that runs {@link LosesABuffer} as a build would. */
final class LossyRun {
  static final int CLASS_FAILED = 3;

  private LossyRun() {}

  public static void main(String[] arguments) {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(LosesABuffer.class))
                .configurationParameter(
                    "junit.jupiter.extensions.autodetection.enabled", arguments[0])
                .build(),
            summary);
    summary.getSummary().printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.exit(summary.getSummary().getTotalFailureCount() > 0 ? CLASS_FAILED : 0);
  }
}
