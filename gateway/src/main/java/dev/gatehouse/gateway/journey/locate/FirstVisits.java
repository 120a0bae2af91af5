package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.MinuteQuota;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.ProvisioningFailed;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Provisioner;
import dev.gatehouse.tenancy.Provisioner.Provisioned;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the namespaces of first visits, each once, however many requests come at the same time. */
@CrossThread
public final class FirstVisits {
  private static final Logger log = LoggerFactory.getLogger(FirstVisits.class);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int ADDRESSES_MAX = 50_000;
  private static final int ISSUERS_MAX = 1_000;
  private static final int UNDER_WAY_MAX = 64;

  private final Provisioner provisioner;
  private final Revocations revocations;
  private final Executor executor;
  private final MinuteQuota<Long> perAddress;
  private final MinuteQuota<String> perIssuer;
  private final Map<Namespace, CompletableFuture<Provisioned>> underWay = new ConcurrentHashMap<>();

  public FirstVisits(
      Provisioner provisioner, Revocations revocations, VisitBounds bounds, Executor executor) {
    this.provisioner = provisioner;
    this.revocations = revocations;
    this.executor = executor;
    this.perAddress = new MinuteQuota<>("first visits", bounds.firstPerAddressMax(), ADDRESSES_MAX);
    this.perIssuer = new MinuteQuota<>("first visits", bounds.firstPerIssuerMax(), ISSUERS_MAX);
  }

  /** The caller, once the namespace is there. */
  Outcome<Caller> provision(Caller caller, Exchange exchange) {
    Visitor visitor = caller.visitor().orElseThrow();
    CompletableFuture<Provisioned> making = underWay.get(caller.namespace());
    if (making == null) {
      Optional<Refusal> objection = objectionTo(exchange, visitor);
      if (objection.isPresent()) {
        return Outcome.stopped(objection.get());
      }
      making = begin(caller, visitor);
    }
    Later<Caller> answer = exchange.await(WAIT, ProvisioningFailed::new);
    making.whenComplete(
        (made, failure) ->
            exchange
                .loop()
                .execute(
                    () -> settle(answer, caller, failure == null ? made : Provisioned.FAILED)));
    return answer;
  }

  private Optional<Refusal> objectionTo(Exchange exchange, Visitor visitor) {
    if (underWay.size() >= UNDER_WAY_MAX) {
      return Optional.of(new ProvisioningFailed());
    }
    return perAddress.take(exchange.client().network()).or(() -> perIssuer.take(visitor.issuer()));
  }

  private CompletableFuture<Provisioned> begin(Caller caller, Visitor visitor) {
    Namespace namespace = caller.namespace();
    var begun = new CompletableFuture<Provisioned>();
    CompletableFuture<Provisioned> before = underWay.putIfAbsent(namespace, begun);
    if (before != null) {
      return before;
    }
    executor.execute(
        () -> {
          try {
            begun.complete(provisioner.provision(namespace, visitor, caller.issuedAtSeconds()));
          } catch (Throwable e) {
            log.atError()
                .addKeyValue("tenant", namespace)
                .setCause(e)
                .log("making a namespace on a first visit failed");
            begun.completeExceptionally(e);
          } finally {
            underWay.remove(namespace, begun);
          }
        });
    return begun;
  }

  private void settle(Later<Caller> answer, Caller caller, Provisioned made) {
    switch (made) {
      case READY -> {
        if (revocations.isRevoked(caller.tokenId(), caller.namespace(), caller.issuedAtSeconds())) {
          answer.stop(new TokenRevoked());
        } else {
          answer.complete(caller);
        }
      }
      case REFUSED -> answer.stop(new NamespaceUnknown());
      case FAILED -> answer.stop(new ProvisioningFailed());
    }
  }
}
