package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What reached a {@link RegionalStub} and what became of it. Every request ends exactly once: answered, cancelled or broken.
 * Thread-safe; figures that belong together may be a moment apart while requests come in.
 */
public final class Counters {

  private final LongAdder connections = new LongAdder();
  private final LongAdder handshakes = new LongAdder();
  private final LongAdder failedHandshakes = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final Map<Integer, LongAdder> answered = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger queued = new AtomicInteger();
  private final LongAccumulator maxInFlight = new LongAccumulator(Math::max, 0);
  private final Watches watches = new Watches();
  private final StreamCounters streams = new StreamCounters(watches::changed);
  private volatile @Nullable String uri;
  private volatile @Nullable String serverTimeout;
  private volatile long cancelledNanos;

  Counters() {}

  /** Connections accepted; of a plain stub, those over which something was sent. */
  public long connections() {
    return connections.sum();
  }

  /** TLS handshakes that succeeded. */
  public long handshakes() {
    return handshakes.sum();
  }

  /** TLS handshakes that failed. */
  public long failedHandshakes() {
    return failedHandshakes.sum();
  }

  /** Requests whose head arrived. */
  public long requests() {
    return requests.sum();
  }

  /** Requests answered in full, with whatever status. */
  public long answered() {
    return answered.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /**
   * Requests answered in full.
   *
   * @param status with this HTTP status
   * @return how many
   */
  public long answered(int status) {
    LongAdder adder = answered.get(status);
    return adder == null ? 0 : adder.sum();
  }

  /** Requests whose client went away before the answer was complete. */
  public long cancelled() {
    return cancelled.sum();
  }

  /** Requests that the stub itself cut off, since a fault said so or since it was stopped. */
  public long broken() {
    return broken.sum();
  }

  /** Requests that have not ended yet. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Of those in flight, how many wait for a slot. */
  public int queued() {
    return queued.get();
  }

  /** The most requests that were in flight at once. */
  public long maxInFlight() {
    return maxInFlight.get();
  }

  /** What became of those requests that got a stream. */
  public StreamCounters streams() {
    return streams;
  }

  /**
   * When the last client was noticed to have gone away before its answer was complete, by {@link System#nanoTime}; only
   * if one was.
   */
  public long cancelledNanos() {
    return cancelledNanos;
  }

  /** Path and query of the last request, as they came; null if there was none. */
  public @Nullable String uri() {
    return uri;
  }

  /** How much time the last request said its client would wait, in {@code x-server-timeout}; null if it did not say. */
  public @Nullable String serverTimeout() {
    return serverTimeout;
  }

  /** All to zero, but what is in flight stays in flight. */
  public void reset() {
    connections.reset();
    handshakes.reset();
    failedHandshakes.reset();
    requests.reset();
    cancelled.reset();
    broken.reset();
    answered.clear();
    streams.reset();
    uri = null;
    serverTimeout = null;
    maxInFlight.reset();
    maxInFlight.accumulate(inFlight.get());
  }

  /**
   * Waits for a figure, instead of sleeping.
   *
   * @param condition looked at now and after every change, on any thread; cheap
   * @return completes once it holds
   */
  public Future<Void> when(Predicate<Counters> condition) {
    return watches.when(() -> condition.test(this));
  }

  /** All figures. */
  public JsonObject toJson() {
    JsonObject byStatus = new JsonObject();
    new TreeMap<>(answered)
        .forEach((status, count) -> byStatus.put(status.toString(), count.sum()));
    return new JsonObject()
        .put("connections", connections())
        .put("handshakes", handshakes())
        .put("failedHandshakes", failedHandshakes())
        .put("requests", requests())
        .put("answered", byStatus)
        .put("cancelled", cancelled())
        .put("broken", broken())
        .put("inFlight", inFlight())
        .put("queued", queued())
        .put("maxInFlight", maxInFlight())
        .put("streams", streams.toJson())
        .put("uri", uri())
        .put("serverTimeout", serverTimeout());
  }

  void told(String requestUri, @Nullable String timeout) {
    uri = requestUri;
    serverTimeout = timeout;
  }

  void connectionAccepted() {
    count(connections);
  }

  void handshakeEnded(boolean success) {
    count(success ? handshakes : failedHandshakes);
  }

  void requestBegan() {
    maxInFlight.accumulate(inFlight.incrementAndGet());
    count(requests);
  }

  void requestAnswered(int status) {
    end(answered.computeIfAbsent(status, key -> new LongAdder()));
  }

  void requestCancelled() {
    cancelledNanos = System.nanoTime();
    end(cancelled);
  }

  void requestBroken() {
    end(broken);
  }

  void queueGrew(int by) {
    queued.addAndGet(by);
    watches.changed();
  }

  private void end(LongAdder outcome) {
    // In this order: whoever sees that none is in flight sees what became of each.
    outcome.increment();
    inFlight.decrementAndGet();
    watches.changed();
  }

  private void count(LongAdder adder) {
    adder.increment();
    watches.changed();
  }
}
