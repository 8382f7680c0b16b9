package io.rhumb.gateway.packaged;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Chats whose answers come as streams of server-sent events, beside the rest of a load. That one breaks off or stalls half-way is its
 * region's fault, and no error of the gateway if the client is told so. Thread-safe.
 */
final class Streams {

  private final int port;
  private final Tally tally;
  private final Queue<CompletableFuture<Void>> all = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();

  /**
   * None yet.
   *
   * @param tally is told of the attempts of each
   */
  Streams(int port, Tally tally) {
    this.port = port;
    this.tally = tally;
  }

  /** Asks for another. */
  void ask(String strategy) {
    StreamReceipt receipt = new StreamReceipt();
    all.add(Http.chatAsync(port, strategy, receipt)
        .handle((answer, failure) -> receipt.over(failure))
        .thenAccept(this::count));
  }

  private void count(StreamReceipt receipt) {
    String end = receipt.end();
    if (end.isEmpty()) {
      errors.add(receipt.toString());
    }
    ends.computeIfAbsent(end, key -> new LongAdder()).increment();
    tally.add(receipt.headers(), end);
  }

  /** Waits until all have ended. */
  void await() {
    all.forEach(Await::await);
  }

  /** What should not have been. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** How many came to what, in the words of the outcomes of attempts. */
  Map<String, Long> ends() {
    Map<String, Long> counts = new TreeMap<>();
    ends.forEach((end, count) -> counts.put(end, count.sum()));
    return counts;
  }
}
