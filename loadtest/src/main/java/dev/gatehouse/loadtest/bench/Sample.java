package dev.gatehouse.loadtest.bench;

import java.util.Collections;
import java.util.Map;

/**
 * What one run against one target came to.
 *
 * @param target its name
 * @param round which round it was, from 0
 * @param perSecond requests answered in a second
 * @param p50Micros the median of their times
 * @param p99Micros the 99th percentile
 * @param failures requests that were not answered with success
 * @param processorMicros for each request, by process
 */
record Sample(
    String target,
    int round,
    double perSecond,
    double p50Micros,
    double p99Micros,
    long failures,
    Map<String, Double> processorMicros) {
  Sample {
    processorMicros = Collections.unmodifiableMap(processorMicros);
  }

  double processorMicrosTotal() {
    return processorMicros.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
