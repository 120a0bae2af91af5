package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request gets on its way to sqld, and what the head of an answer costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RewriteBenchmark {
  private static final String ROWS = "\"results\":[{\"type\":\"ok\"}]}";

  private final NamespaceId id = NamespaceId.random();
  private final SecondLock lock = new SecondLock(SigningKey.generate(), InstantSource.system());
  private final HandleSeal seal = new HandleSeal(SealingKey.generate(), InstantSource.system());
  private final Owner owner =
      new Owner(
          id, Access.READ_WRITE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
  private final JsonBatonOpening opening = new JsonBatonOpening(baton -> seal.seal(baton, owner));
  private final ByteBuf closed = answer("null");
  private final ByteBuf open = answer("\"yfVrhT2sSJ3vsvJz0eUmx3aG0Ypnyk9JNBTbVt5J4Pc=\"");

  private static ByteBuf answer(String baton) {
    byte[] utf8 =
        ("{\"baton\":" + baton + ",\"base_url\":null," + ROWS).getBytes(StandardCharsets.UTF_8);
    return PooledByteBufAllocator.DEFAULT.directBuffer(utf8.length).writeBytes(utf8);
  }

  /** The namespace and the token that sqld gets to see. */
  @Benchmark
  public HttpHeaders selectorAndToken() {
    return DefaultHttpHeadersFactory.headersFactory()
        .newHeaders()
        .set(NamespaceHeader.NAME, NamespaceHeader.valueFor(id))
        .set("authorization", lock.bearer(id, Access.READ_WRITE));
  }

  /** An answer that closes its stream. */
  @Benchmark
  public boolean batonOfNone() throws UnfitReplyException {
    return released(opening.rewrite(closed, true));
  }

  /** An answer whose baton must be sealed. */
  @Benchmark
  public boolean batonToSeal() throws UnfitReplyException {
    return released(opening.rewrite(open, true));
  }

  private static boolean released(@Nullable ByteBuf rewritten) {
    return rewritten != null && rewritten.release();
  }
}
