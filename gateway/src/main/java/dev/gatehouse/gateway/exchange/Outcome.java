package dev.gatehouse.gateway.exchange;

import java.util.function.Consumer;
import java.util.function.Function;

/** What a stage answers: its product, a refusal, or a promise of one of the two. */
public sealed interface Outcome<T> permits Outcome.Ready, Outcome.Stopped, Later {

  static <T> Outcome<T> ready(T product) {
    return new Ready<>(product);
  }

  static <T> Outcome<T> stopped(Refusal refusal) {
    return new Stopped<>(refusal);
  }

  /** Runs the next stage on the product, now or when there is one; a refusal skips it. */
  <U> Outcome<U> then(Function<? super T, Outcome<U>> next);

  /** Tries something else after a refusal; a product skips it. */
  Outcome<T> otherwise(Function<? super Refusal, Outcome<T>> rescue);

  /** Hands the settled outcome, never a {@link Later}, to the end of the journey. */
  void finish(Consumer<? super Settling<T>> end);

  /** An outcome that has come about. */
  sealed interface Settling<T> permits Ready, Stopped {}

  /** The stage has done its work. */
  record Ready<T>(T product) implements Outcome<T>, Settling<T> {
    @Override
    public <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
      return next.apply(product);
    }

    @Override
    public Outcome<T> otherwise(Function<? super Refusal, Outcome<T>> rescue) {
      return this;
    }

    @Override
    public void finish(Consumer<? super Settling<T>> end) {
      end.accept(this);
    }
  }

  /** The stage has refused the request. */
  record Stopped<T>(Refusal refusal) implements Outcome<T>, Settling<T> {
    @Override
    public <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
      return new Stopped<>(refusal);
    }

    @Override
    public Outcome<T> otherwise(Function<? super Refusal, Outcome<T>> rescue) {
      return rescue.apply(refusal);
    }

    @Override
    public void finish(Consumer<? super Settling<T>> end) {
      end.accept(this);
    }
  }
}
