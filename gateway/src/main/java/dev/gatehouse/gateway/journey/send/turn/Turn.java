package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to have one request at a node: taken at once, or after a wait, and given back once.
 *
 * <p>Lives on one event loop; others hand it over to that loop.
 */
@CrossThread
public final class Turn implements Runnable {
  final Errand errand;
  final EventExecutor loop;
  State state = State.NEW;
  long askedNanos;
  long takenNanos;
  int crowd;
  @Nullable Refusal refused;

  private final Turnstile turnstile;
  private boolean atOnce;
  private long answeredNanos;
  private @Nullable Waiter waiter;

  /** Where a turn stands; guarded by its queue. */
  enum State {
    NEW,
    WAITING,
    TAKEN,
    OVER
  }

  /** Whoever waits for a turn. */
  public interface Waiter {
    void onTurn(Turn turn);

    void onRefused(Turn turn, Refusal refusal);
  }

  Turn(Turnstile turnstile, Errand errand, EventExecutor loop) {
    this.turnstile = turnstile;
    this.errand = errand;
    this.loop = loop;
  }

  /** Asks for the turn. */
  void ask(int underWayMax) {
    atOnce = turnstile.ask(this, underWayMax);
  }

  /** Whether there was no wait. */
  public boolean isAtOnce() {
    return atOnce;
  }

  /** Whether it is had now: asked for, come, and not given back. */
  public boolean isTaken() {
    return turnstile.isTaken(this);
  }

  /** Why there will be no turn, if that is known already. */
  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refused);
  }

  /** Tells, in a later task of the loop, what becomes of the wait. */
  public void tell(Waiter waiting) {
    waiter = waiting;
  }

  /** Waits no more; says why it was in vain. */
  public Refusal giveUp() {
    return turnstile.giveUp(this);
  }

  /** The node was not there until now, which tells nothing of how quick it is. */
  public void restart() {
    takenNanos = turnstile.now();
  }

  /** The node has answered; what remains is up to whoever reads the answer. */
  public void answered() {
    answeredNanos = turnstile.now();
  }

  /** Leaves the queue, or makes room for the next; once is enough, and more do no harm. */
  public void giveBack() {
    turnstile.giveBack(this, answeredNanos);
  }

  /** Hands over what became of the wait, on the loop. */
  @Override
  public void run() {
    if (waiter == null) {
      return;
    }
    if (refused == null) {
      turnstile.events().onWaited(takenNanos - askedNanos);
      waiter.onTurn(this);
    } else {
      waiter.onRefused(this, refused);
    }
  }
}
