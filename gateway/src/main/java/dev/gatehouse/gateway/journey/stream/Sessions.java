package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceSuspended;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.permit.Held;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.tenancy.Revocations.Revoked.AllTokens;
import dev.gatehouse.tenancy.Revocations.Revoked.OneToken;
import dev.gatehouse.tenancy.Revocations.Revoked.TokensOf;
import dev.gatehouse.tenancy.TenantRecord;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The sessions under way: whoever takes a right back ends the sessions that live on it. */
@CrossThread
public final class Sessions {
  private final Set<LiveSession> live = ConcurrentHashMap.newKeySet();

  /** Makes a session known until the answer is run. */
  Runnable add(LiveSession session) {
    live.add(session);
    return () -> live.remove(session);
  }

  /** Ends, at once and from any thread, all sessions of which this is true; says how many. */
  public int closeAll(Predicate<? super LiveSession> which, Refusal why) {
    int closed = 0;
    for (LiveSession session : live) {
      if (which.test(session)) {
        session.end(why);
        closed++;
      }
    }
    return closed;
  }

  /** Ends the sessions of a namespace that is no longer served, or is another one by now. */
  public int onNamespaceChanged(Namespace namespace, Optional<TenantRecord> now) {
    return closeAll(of(namespace, now), whyClosed(now));
  }

  /** Whether something lives on a namespace that is no longer served, or is another one by now. */
  static Predicate<Held> of(Namespace namespace, Optional<TenantRecord> now) {
    return held ->
        held.tenant().namespace().equals(namespace)
            && !now.filter(record -> isSame(held.tenant(), record)).isPresent();
  }

  /** Ends the sessions of a namespace that was changed, nobody can say how. */
  public int onNamespaceDoubted(Namespace namespace) {
    return closeAll(session -> session.tenant().namespace().equals(namespace), new DirectoryDown());
  }

  private static Refusal whyClosed(Optional<TenantRecord> now) {
    return now.filter(record -> record.state() == Lifecycle.SUSPENDED).isPresent()
        ? new NamespaceSuspended()
        : new NamespaceUnknown();
  }

  /** Ends the sessions that live on tokens taken back. */
  public int onRevoked(Revoked revoked) {
    return closeAll(of(revoked), new TokenRevoked());
  }

  /** Whether something lives on tokens taken back. */
  static Predicate<Held> of(Revoked revoked) {
    return held ->
        switch (revoked) {
          case OneToken(String tokenId) -> held.caller().tokenId().equals(tokenId);
          case TokensOf(Namespace namespace) -> held.caller().namespace().equals(namespace);
          case AllTokens() -> true;
        };
  }

  private static boolean isSame(TenantRecord before, TenantRecord now) {
    return now.state() == Lifecycle.ACTIVE
        && now.id().equals(before.id())
        && now.node().equals(before.node());
  }

  /** How many sessions are under way. */
  public int count() {
    return live.size();
  }
}
