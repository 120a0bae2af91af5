package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.installation.Setup;
import io.gatling.javaapi.core.Simulation;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A simulation, and what it takes where nobody says otherwise. */
enum Plan {
  HOT_PATH(
      "hot-path",
      HotPathSimulation.class,
      new Defaults(20, 200, "come in a second", 1),
      "one tenant's small reads, each a request: how long the shortest way takes"),
  WEBSOCKET(
      "websocket",
      WebSocketSimulation.class,
      new Defaults(20, 20, "sessions begin in a second", 20),
      "sessions that come, ask ten times and go: no step fails"),
  MIXED_TENANTS(
      "mixed-tenants",
      MixedTenantsSimulation.class,
      new Defaults(20, 100, "come in a second", 50),
      "tenants by Zipf's law, reads and writes: the seldom ones are served as well"),
  NOISY_NEIGHBOUR(
      "noisy-neighbour",
      NoisyNeighbourSimulation.class,
      new Defaults(20, 50, "come in a second, the noisy one's not counted", 11),
      "one tenant at eight times what all others ask: they hardly notice"),
  SLOW_READERS(
      "slow-readers",
      SlowReadersSimulation.class,
      new Defaults(20, 40, "slow readers", 14),
      "clients that hardly read what they asked for: nobody notices, nothing piles up"),
  RECONNECT_STORM(
      "reconnect-storm",
      ReconnectStormSimulation.class,
      new Defaults(16, 100, "sessions at once", 20),
      "all sessions come back in the same moment, again and again: all are served"),
  COLD_CACHES(
      "cold-caches",
      ColdCachesSimulation.class,
      new Defaults(20, 100, "tenants", -1),
      "each tenant's first visit after a start, and one more: what the first costs"),
  RESTART(
      "restart",
      RestartSimulation.class,
      new Defaults(20, 50, "come in a second", 10),
      "Gatehouse is replaced under load: no row is lost, no client waits for long");

  /** Lets the noisy one ask for more than it gets, and everybody else for less. */
  private static final int NOISY_TIMES = 2;

  private static final int CONNECTIONS_MAX = 10_000;

  private final String title;
  private final Class<? extends Simulation> simulation;
  private final Defaults defaults;
  private final String question;

  /**
   * What a run of it takes.
   *
   * @param seconds how long
   * @param users how many
   * @param unit what a user is
   * @param tenants how many tenants, or a negative number for one more than users
   */
  private record Defaults(int seconds, int users, String unit, int tenants) {}

  Plan(String title, Class<? extends Simulation> simulation, Defaults defaults, String question) {
    this.title = title;
    this.simulation = simulation;
    this.defaults = defaults;
    this.question = question;
  }

  static Optional<Plan> named(String title) {
    return Arrays.stream(values()).filter(plan -> plan.title.equals(title)).findFirst();
  }

  static String titles() {
    return Arrays.stream(values()).map(plan -> plan.title).collect(Collectors.joining(", "));
  }

  String title() {
    return title;
  }

  String question() {
    return question;
  }

  Class<? extends Simulation> simulation() {
    return simulation;
  }

  /** What was asked for, or else the default; 0 asks for nothing. */
  Shape shape(int seconds, int users, long seed) {
    return new Shape(
        seconds > 0 ? seconds : defaults.seconds(), users > 0 ? users : defaults.users(), seed);
  }

  /** How many tenants it plays. */
  int tenants(Shape shape) {
    return defaults.tenants() < 0 ? shape.users() + 1 : defaults.tenants();
  }

  /** How few it can do with, where the tokens are given. */
  int tenantsMin() {
    return this == HOT_PATH || this == WEBSOCKET ? 1 : 2;
  }

  String told(Shape shape) {
    return "%d s after a warm-up, %d %s, seed %d"
        .formatted(shape.seconds(), shape.users(), defaults.unit(), shape.seed());
  }

  String defaultsTold() {
    return "%d s; users: %d (%s)".formatted(defaults.seconds(), defaults.users(), defaults.unit());
  }

  /** The Gatehouse that is started for it. */
  Setup setup(Shape shape) {
    Setup setup = Setup.withoutRateLimits();
    // All of them come from one address, and none waits for a connection of another.
    setup = setup.with("listen.connectionsPerAddressMax", CONNECTIONS_MAX);
    return this == NOISY_NEIGHBOUR
        ? setup
            .with("limits.perSecondMax", NOISY_TIMES * shape.users())
            .with("limits.perMinuteMax", 60 * NOISY_TIMES * shape.users())
        : setup;
  }
}
