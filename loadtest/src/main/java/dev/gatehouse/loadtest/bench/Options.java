package dev.gatehouse.loadtest.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param rounds how often each target is measured
 * @param seconds how long each time
 * @param warmup how many seconds each target is warmed up before the first round
 * @param connections how many connections wrk holds open
 * @param only the figures to measure
 * @param json where the JSON goes
 */
record Options(
    int rounds, int seconds, int warmup, int connections, Set<Figure> only, Optional<Path> json) {
  static final String HELP =
      """
      Usage: gatehouse bench [OPTION...]

      Measures Gatehouse beside sqld alone and beside HAProxy, all on this machine, in turn.

        --rounds N        how often each target is measured (default: 5)
        --seconds N       how long each time (default: 5)
        --warmup N        seconds of load on each target before the first round (default: 12)
        --connections N   connections that wrk holds open (default: 32)
        --only LIST       of f1,f2,f3,guard (default: all)
                            f1     stateless pipelines, through Gatehouse and on sqld directly
                            f2     routing in front of a fixed upstream, Gatehouse and HAProxy
                            f3     what passing through adds at half load, open model
                            guard  what the SQL guard costs of a request's processor time
        --json FILE       writes every sample and every ratio there
        --help            this text

      It needs wrk, nginx and haproxy (Debian: apt-get install wrk nginx-light haproxy), on a
      machine that does nothing else. Ratios are taken within a round; what is shown is their
      median, least and most over the rounds.
      """;

  private static final Options DEFAULTS =
      new Options(5, 5, 12, 32, EnumSet.allOf(Figure.class), Optional.empty());

  /** What the bench can find out. */
  enum Figure {
    F1,
    F2,
    F3,
    GUARD;

    static Figure named(String name) {
      return Arrays.stream(values())
          .filter(figure -> figure.name().equalsIgnoreCase(name.strip()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(name + " (expected: of f1,f2,f3,guard)"));
    }
  }

  Options {
    only = Set.copyOf(only);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException where they are none, saying which and what was expected
   */
  static Options parse(String... arguments) {
    Options read = DEFAULTS;
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(name + " (expected: an option with its value)");
      }
      read = read.with(name, arguments[i + 1]);
    }
    return read;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rounds" -> new Options(number(name, value), seconds, warmup, connections, only, json);
      case "--seconds" -> new Options(rounds, number(name, value), warmup, connections, only, json);
      case "--warmup" -> new Options(rounds, seconds, number(name, value), connections, only, json);
      case "--connections" -> new Options(rounds, seconds, warmup, number(name, value), only, json);
      case "--only" -> new Options(rounds, seconds, warmup, connections, figures(value), json);
      case "--json" ->
          new Options(rounds, seconds, warmup, connections, only, Optional.of(Path.of(value)));
      default -> throw new IllegalArgumentException(name + " (expected: an option; see --help)");
    };
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same sentence serves.
    }
    throw new IllegalArgumentException(name + " " + value + " (expected: a number from 1)");
  }

  private static Set<Figure> figures(String list) {
    var figures = EnumSet.noneOf(Figure.class);
    for (String name : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      figures.add(Figure.named(name));
    }
    return figures;
  }

  /** The same for what is warm already. */
  Options withoutWarmup() {
    return new Options(rounds, seconds, 1, connections, only, json);
  }

  boolean wants(Figure figure) {
    return only.contains(figure);
  }
}
