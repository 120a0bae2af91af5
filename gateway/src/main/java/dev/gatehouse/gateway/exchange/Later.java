package dev.gatehouse.gateway.exchange;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is still to come, on the exchange's own event loop.
 *
 * <p>It settles once. Whoever settles it too late is told so and keeps what it wanted to give.
 */
public final class Later<T> implements Outcome<T> {
  private @Nullable Outcome<T> settled;
  private @Nullable Consumer<Outcome<T>> listener;

  /** Gives the product; false when the exchange no longer wants it, which leaves it the giver's. */
  public boolean complete(T product) {
    return settle(Outcome.ready(product));
  }

  /** Gives a refusal; false when the outcome was settled before. */
  public boolean stop(Refusal refusal) {
    return settle(Outcome.stopped(refusal));
  }

  public boolean isSettled() {
    return settled != null;
  }

  private boolean settle(Outcome<T> outcome) {
    if (settled != null) {
      return false;
    }
    settled = outcome;
    if (listener != null) {
      listener.accept(outcome);
    }
    return true;
  }

  @Override
  public <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
    if (settled != null) {
      return settled.then(next);
    }
    var after = new Later<U>();
    listen(outcome -> outcome.then(next).finish(after::adopt));
    return after;
  }

  @Override
  public Outcome<T> otherwise(Function<? super Refusal, Outcome<T>> rescue) {
    if (settled != null) {
      return settled.otherwise(rescue);
    }
    var after = new Later<T>();
    listen(outcome -> outcome.otherwise(rescue).finish(after::adopt));
    return after;
  }

  @Override
  public void finish(Consumer<? super Settling<T>> end) {
    if (settled != null) {
      settled.finish(end);
    } else {
      listen(outcome -> outcome.finish(end));
    }
  }

  private void adopt(Settling<T> outcome) {
    switch (outcome) {
      case Ready<T> ready -> settle(ready);
      case Stopped<T> stopped -> settle(stopped);
    }
  }

  private void listen(Consumer<Outcome<T>> next) {
    if (listener != null) {
      throw new IllegalStateException("an outcome has one follower");
    }
    listener = next;
  }
}
