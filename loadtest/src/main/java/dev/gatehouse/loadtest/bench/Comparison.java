package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets that are measured in turn, and what is of interest about them.
 *
 * @param figure which figure of the design it is
 * @param title what is measured, in words
 * @param targets what is measured
 * @param contrasts what is compared
 * @param notes what a reader must know
 */
record Comparison(
    String figure,
    String title,
    List<Target> targets,
    List<Contrast> contrasts,
    List<String> notes) {

  /** One run of load on one target. */
  interface Load {
    Sample on(Target target, int round, int seconds) throws IOException, InterruptedException;
  }

  /**
   * Everything that was measured for a comparison.
   *
   * @param comparison what was to be measured
   * @param samples every one, in the order of time
   */
  record Result(Comparison comparison, List<Sample> samples) {
    List<Sample> of(String target) {
      return samples.stream().filter(sample -> sample.target().equals(target)).toList();
    }
  }

  /** Measures each target once in every round, each time beginning with another one. */
  Result run(Load load, Options options) throws IOException, InterruptedException {
    for (Target target : targets) {
      say("warm-up", target);
      load.on(target, 0, options.warmup());
    }
    var samples = new ArrayList<Sample>();
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < targets.size(); i++) {
        Target target = targets.get((i + round) % targets.size());
        say("round " + (round + 1) + " of " + options.rounds(), target);
        samples.add(load.on(target, round, options.seconds()));
      }
    }
    return new Result(this, List.copyOf(samples));
  }

  private void say(String when, Target target) {
    System.err.printf("%s, %s: %s%n", figure, when, target.name());
  }
}
