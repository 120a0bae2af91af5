package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.permit.Held;
import dev.gatehouse.gateway.journey.permit.OpenStreams;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.gateway.journey.permit.RestingStream;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Closes the streams that rest in sqld under a baton whose right has ended: what they hold, such as
 * the lock of a transaction, would stay for as long as sqld waits for the next request.
 */
@CrossThread
public final class Farewells {
  private final OpenStreams streams;
  private final Function<Permitted, Outcome<Settled>> journey;

  /**
   * @param journey the stages behind the permit
   */
  public Farewells(OpenStreams streams, Function<Permitted, Outcome<Settled>> journey) {
    this.streams = streams;
    this.journey = journey;
  }

  /** Closes what rests on tokens taken back; says how many streams. */
  public int onRevoked(Revoked revoked) {
    return closeAll(Sessions.of(revoked));
  }

  /** Closes what rests in a namespace that is no longer served, or is another one by now. */
  public int onNamespaceChanged(Namespace namespace, Optional<TenantRecord> now) {
    return closeAll(Sessions.of(namespace, now));
  }

  private int closeAll(Predicate<Held> which) {
    List<RestingStream> resting = streams.resting(which);
    for (RestingStream stream : resting) {
      exchangeOf(stream).loop().execute(() -> close(stream));
    }
    return resting.size();
  }

  private static Exchange exchangeOf(RestingStream stream) {
    return stream.left().located().identified().arrived().exchange();
  }

  /** Asks as the client would have, through the stages that a client's request goes through. */
  private void close(RestingStream stream) {
    Exchange before = exchangeOf(stream);
    var bound = new Deadline(before.loop());
    var journal = new Journal(before.journal().client());
    var exchange = new Exchange(before.loop(), new SilentReply(), bound, journal, before.client());
    exchange.onEnd(bound::cancel);
    var head =
        new RequestHead(
            Route.PIPELINE_V3,
            Route.PIPELINE_V3.path(),
            DefaultHttpHeadersFactory.headersFactory().newHeaders());
    Located located = stream.left().located();
    var arrived = new Arrived(exchange, head, new Closing(stream.baton()));
    var identified = new Identified(arrived, stream.caller());
    journey
        .apply(new Permitted(new Located(identified, located.tenant(), located.node())))
        .finish(_ -> exchange.releaseAll());
  }

  /** The body that closes the stream under a baton. */
  private static final class Closing implements RequestBody {
    private final String json;

    Closing(String baton) {
      json = "{\"baton\":\"" + baton + "\",\"requests\":[{\"type\":\"close\"}]}";
    }

    @Override
    public long length() {
      return json.length();
    }

    @Override
    public void readTo(Reader reader) {
      reader.onChunk(ByteBufUtil.writeAscii(UnpooledByteBufAllocator.DEFAULT, json), true);
    }

    @Override
    public void discard() {}
  }
}
