package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A token that held before: its digest, the look-up, the time and the revocations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KnownTokenBenchmark {
  private final Desk desk =
      new Desk(
          new Desk.Clock(),
          new StaticKeyIssuer(
              new Terms("gate", Optional.empty(), "namespace", "a"), Ink.raw(Ink.ED25519)));
  private final String token =
      Ink.token(
          "{\"alg\":\"EdDSA\"}",
          "{\"iss\":\"gate\",\"namespace\":\"acme\",\"iat\":%d,\"exp\":%d}"
              .formatted(Ink.NOW, Ink.NOW + 60),
          Ink.ed25519());

  /** All that a known token costs, and an exchange to ask it in. */
  @Benchmark
  public Outcome<?> wholeStage() {
    return desk.ask(token);
  }

  /** The dearest part of it. */
  @Benchmark
  public Object digest() {
    return VerifiedTokens.Digest.of(token);
  }
}
