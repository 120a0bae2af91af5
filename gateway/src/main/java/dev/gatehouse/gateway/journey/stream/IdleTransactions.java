package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.journey.decode.HranaForm;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The streams of a session that have a transaction open, and for how long they have rested. */
final class IdleTransactions {
  private static final int TEXTS_MAX = 1024;

  private final HranaForm form;
  private final EventLoop loop;
  private final long idleNanos;
  private final IntConsumer close;
  private final Map<Integer, Open> open = new HashMap<>(2);
  private final Map<Integer, TransactionWords> texts = new HashMap<>(2);
  private final Map<Integer, Integer> unanswered = new HashMap<>(2);
  private @Nullable Future<?> look;

  /** An open transaction. */
  private static final class Open {
    private int underWay;
    private long restsSinceNanos;
  }

  /**
   * @param idle how long a transaction may rest
   * @param close what becomes of a stream that has rested longer
   */
  IdleTransactions(HranaForm form, EventLoop loop, Duration idle, IntConsumer close) {
    this.form = form;
    this.loop = loop;
    this.idleNanos = idle.toNanos();
    this.close = close;
  }

  boolean isOpen(int stream) {
    return !open.isEmpty() && open.containsKey(stream);
  }

  /** Whether any stream has one. */
  boolean areOpen() {
    return !open.isEmpty();
  }

  /** A request goes to sqld. */
  void onSent(Request request, ByteBuf message) {
    switch (request.kind()) {
      case STORE_SQL -> store(request.sql(), TransactionWords.in(message));
      case CLOSE_SQL -> texts.remove(request.sql());
      case CLOSE_STREAM -> open.remove(request.stream());
      case EXECUTE, BATCH, SEQUENCE, OPEN_CURSOR -> {
        switch (effectOf(request, message)) {
          case BEGINS -> open.computeIfAbsent(request.stream(), _ -> new Open());
          case ENDS -> open.remove(request.stream());
          case NONE -> {}
        }
        count(request);
      }
      default -> count(request);
    }
  }

  private void store(int sql, TransactionWords words) {
    if (words != TransactionWords.NONE && texts.size() < TEXTS_MAX) {
      texts.put(sql, words);
    }
  }

  private TransactionWords effectOf(Request request, ByteBuf message) {
    TransactionWords effect = TransactionWords.in(message);
    if (!texts.isEmpty()) {
      for (int sql : request.sqlsUsed()) {
        TransactionWords stored = texts.getOrDefault(sql, TransactionWords.NONE);
        effect = stored == TransactionWords.NONE ? effect : stored;
      }
    }
    return effect;
  }

  private void count(Request request) {
    Open transaction = open.isEmpty() ? null : open.get(request.stream());
    if (transaction != null && request.kind() != Kind.OPEN_STREAM) {
      transaction.underWay++;
      unanswered.put(request.id(), request.stream());
    }
  }

  /** sqld answers something; this is how the answer begins. */
  void onAnswer(ByteBuf firstPart) {
    if (unanswered.isEmpty()) {
      return;
    }
    form.answeredRequest(firstPart)
        .ifPresent(
            id -> {
              Integer stream = unanswered.remove(id);
              Open transaction = stream == null ? null : open.get(stream);
              if (transaction != null && --transaction.underWay == 0) {
                transaction.restsSinceNanos = System.nanoTime();
                lookAfter(idleNanos);
              }
            });
  }

  private void lookAfter(long nanos) {
    if (look == null) {
      look = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    look = null;
    long now = System.nanoTime();
    long soonest = Long.MAX_VALUE;
    var idle = new ArrayList<Integer>(1);
    for (Map.Entry<Integer, Open> entry : open.entrySet()) {
      Open transaction = entry.getValue();
      long left = transaction.restsSinceNanos + idleNanos - now;
      if (transaction.underWay == 0 && left <= 0) {
        idle.add(entry.getKey());
      } else if (transaction.underWay == 0) {
        soonest = Math.min(soonest, left);
      }
    }
    for (int stream : idle) {
      open.remove(stream);
      close.accept(stream);
    }
    if (soonest != Long.MAX_VALUE) {
      lookAfter(soonest);
    }
  }

  /** The session is over. */
  void stop() {
    if (look != null) {
      look.cancel(false);
    }
  }
}
