package io.rhumb.gateway.packaged;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a load has shown. */
record LoadReport(List<Sample> samples) {

  static LoadReport of(Sample[] samples) {
    return new LoadReport(List.copyOf(Arrays.asList(samples)));
  }

  /** The part from one request until before another. */
  LoadReport part(int from, int to) {
    return new LoadReport(samples.subList(from, to));
  }

  /** Each n-th request, from one of the first n. */
  LoadReport every(int n, int first) {
    return new LoadReport(IntStream.range(0, samples.size())
        .filter(i -> samples.get(i).number() % n == first)
        .mapToObj(samples::get)
        .toList());
  }

  List<String> errors() {
    return samples.stream().map(Sample::error).filter(error -> !error.isEmpty()).toList();
  }

  /** How many a target has answered, as a share of all. */
  double shareOf(String target) {
    return samples.stream().filter(sample -> sample.target().equals(target)).count()
        / (double) samples.size();
  }

  /** The latency that this share of the requests did not exceed. */
  double millis(double quantile) {
    long[] sorted = samples.stream().mapToLong(Sample::nanos).sorted().toArray();
    int index = (int) Math.ceil(quantile * sorted.length) - 1;
    return sorted[Math.max(index, 0)] / 1e6;
  }

  String summary() {
    return "%d requests, p50 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(samples.size(), millis(0.5), millis(0.99), millis(1));
  }
}
