package dev.gatehouse.loadtest.bench;

import java.util.function.ToDoubleFunction;

/** What can be compared of two samples. */
enum Measure {
  RATE("requests/s", Sample::perSecond),
  P50("p50", Sample::p50Micros),
  P99("p99", Sample::p99Micros),
  PROCESSOR("processor time", Sample::processorMicrosTotal);

  private final String label;
  private final ToDoubleFunction<Sample> figure;

  Measure(String label, ToDoubleFunction<Sample> figure) {
    this.label = label;
    this.figure = figure;
  }

  String label() {
    return label;
  }

  double of(Sample sample) {
    return figure.applyAsDouble(sample);
  }
}
