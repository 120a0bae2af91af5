package dev.gatehouse.gateway.journey.rewrite.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
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

/** The SQL guard over bodies as clients send them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GuardBenchmark {
  private static final String SELECT =
      "SELECT id, title, author FROM books WHERE author = ? AND title LIKE ? ORDER BY id LIMIT 50";
  private static final String INSERT =
      "INSERT INTO notes (id, title, body, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO"
          + " UPDATE SET title = excluded.title, body = excluded.body";

  private final SqlGuard guard = new SqlGuard(GuardBounds.DEFAULT);
  private final JsonCarrier carrier = new JsonCarrier(guard);
  private final byte[] select = SELECT.getBytes(StandardCharsets.UTF_8);
  private final ByteBuf one = pipeline(1);
  private final ByteBuf fifty = pipeline(50);

  private static ByteBuf pipeline(int inserts) {
    String insert =
        "{\"type\":\"execute\",\"stmt\":{\"sql\":\"%s\",\"args\":[%s],\"want_rows\":false}},"
            .formatted(
                INSERT,
                "{\"type\":\"integer\",\"value\":\"9007199254740993\"},"
                    + "{\"type\":\"text\",\"value\":\"Groceries \\u2013 Saturday\"},"
                    + "{\"type\":\"text\",\"value\":\"milk, eggs, two loaves of bread\"},"
                    + "{\"type\":\"float\",\"value\":1763740800.25}");
    String body = "{\"requests\":[" + insert.repeat(inserts) + "{\"type\":\"close\"}]}";
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
    return Unpooled.directBuffer(utf8.length).writeBytes(utf8);
  }

  /** The scan of one text. */
  @Benchmark
  public Object text() {
    return guard.check(select, 0, select.length, SqlUse.RUN);
  }

  /** A whole body with one statement. */
  @Benchmark
  public Object bodyOfOne() {
    return carrier.pipeline(one);
  }

  /** A whole body with fifty. */
  @Benchmark
  public Object bodyOfFifty() {
    return carrier.pipeline(fifty);
  }
}
