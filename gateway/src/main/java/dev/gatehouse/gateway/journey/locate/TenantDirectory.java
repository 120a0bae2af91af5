package dev.gatehouse.gateway.journey.locate;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The tenants that the data plane has at hand; asks the registry off the event loop. */
@CrossThread
public final class TenantDirectory {
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  private final AsyncLoadingCache<Namespace, Optional<TenantRecord>> records;

  /**
   * How long the data plane believes what the registry said.
   *
   * @param entriesMax how many namespaces are kept at hand
   * @param refreshAfter the age at which a known tenant is asked for again
   * @param negativeFor how long an unknown name stays unknown
   */
  public record Freshness(int entriesMax, Duration refreshAfter, Duration negativeFor) {}

  public TenantDirectory(NamespaceDirectory registry, Freshness freshness, Executor lookups) {
    this.records =
        Caffeine.newBuilder()
            .maximumSize(freshness.entriesMax())
            .executor(lookups)
            .refreshAfterWrite(freshness.refreshAfter())
            .expireAfter(
                Expiry.<Namespace, Optional<TenantRecord>>creating(
                    (_, found) ->
                        found.isPresent()
                            ? freshness.refreshAfter().multipliedBy(10)
                            : freshness.negativeFor()))
            .buildAsync(registry::find);
    registry.onChange(namespace -> records.synchronous().invalidate(namespace));
  }

  /** The record of a namespace: at hand, or what the registry says. */
  Outcome<Optional<TenantRecord>> find(Namespace namespace, Exchange exchange) {
    CompletableFuture<Optional<TenantRecord>> known = records.getIfPresent(namespace);
    if (known != null && known.state() == CompletableFuture.State.SUCCESS) {
      return Outcome.ready(known.resultNow());
    }
    Later<Optional<TenantRecord>> answer = exchange.await(LOOKUP, DirectoryDown::new);
    records
        .get(namespace)
        .whenComplete(
            (found, failure) ->
                exchange
                    .loop()
                    .execute(
                        () -> {
                          if (failure == null) {
                            answer.complete(found);
                          } else {
                            answer.stop(new DirectoryDown());
                          }
                        }));
    return answer;
  }
}
