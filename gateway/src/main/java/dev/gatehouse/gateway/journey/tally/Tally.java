package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Rescue;
import dev.gatehouse.tenancy.Namespace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last stage: counts and logs every exchange once. */
@CrossThread
public final class Tally {
  private final MeterRegistry meters;
  private final Counts counts;
  private final AccessLog accessLog;
  private final SpanSink spans;
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

  public Tally(MeterRegistry meters, Counts counts, AccessLog accessLog, SpanSink spans) {
    this.meters = meters;
    this.counts = counts;
    this.accessLog = accessLog;
    this.spans = spans;
    MetricCatalog.REQUEST_BYTES.total(meters, counts, all -> all.total(LoopCounts::bytesIn));
    MetricCatalog.RESPONSE_BYTES.total(meters, counts, all -> all.total(LoopCounts::bytesOut));
    MetricCatalog.LINES_DROPPED.total(meters, accessLog, AccessLog::dropped);
  }

  /** Takes the time, and looks at what will be given back before it is recorded. */
  public void look(Journal journal) {
    journal.onEnd();
    accessLog.look(journal);
  }

  /** Records how an exchange ended. */
  public void record(Exchange exchange, Outcome.Settling<?> outcome) {
    Journal journal = exchange.journal();
    journal.onEnd();
    LoopCounts here = counts.here();
    here.count(journal);
    if (outcome instanceof Outcome.Stopped<?>(Refusal refusal)) {
      recordRefusal(journal, refusal, here);
    } else {
      accessLog.served(journal);
      if (journal.trace().isOneOf(spans.oneIn())) {
        spans.take(FinishedExchange.of(journal, "", false));
      }
    }
  }

  private void recordRefusal(Journal journal, Refusal refusal, LoopCounts here) {
    String code = Rescue.answerTo(refusal).code();
    refusals
        .computeIfAbsent(
            code, c -> MetricCatalog.REFUSALS.counter(meters, "code", c, "blame", blame(refusal)))
        .increment();
    Namespace namespace = journal.namespace();
    if (namespace != null) {
      here.rank(Ranking.REFUSALS, namespace, 1);
    }
    accessLog.refused(journal, refusal, code);
    boolean isFault = !(refusal instanceof Refusal.ByClient);
    if (spans.oneIn() > 0 && (isFault || journal.trace().isOneOf(spans.oneIn()))) {
      spans.take(FinishedExchange.of(journal, code, isFault));
    }
  }

  private static String blame(Refusal refusal) {
    return switch (refusal) {
      case Refusal.ByClient _ -> "client";
      case Refusal.ByGateway _ -> "gateway";
      case Refusal.ByUpstream _ -> "upstream";
    };
  }
}
