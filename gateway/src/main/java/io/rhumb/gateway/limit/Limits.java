package io.rhumb.gateway.limit;

import io.rhumb.gateway.config.LimitsConfig;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a gateway holds at once: connections, requests, and the bytes of their bodies and answers. One for all event loops; thread-safe,
 * and without locks, since every request passes here.
 *
 * <p>What exceeds a bound is refused at once rather than queued: whoever waits would hold memory too.
 */
public final class Limits {

  private final BoundedCount connections = new BoundedCount();
  private final BoundedCount requests = new BoundedCount();
  private final BoundedCount bytes = new BoundedCount();
  private final BoundedCount ahead = new BoundedCount();
  private final long mostAhead;
  private final Map<Overload, LongAdder> refused = new EnumMap<>(Overload.class);
  private volatile LimitsConfig bounds;

  /** Nothing is held yet, and what is sent ahead has no bound of its own. */
  public Limits(LimitsConfig bounds) {
    this(bounds, Long.MAX_VALUE);
  }

  /**
   * Nothing is held yet.
   *
   * @param mostAhead bytes that may be held of what clients send ahead, which is direct memory as long as nobody looks at it; they
   *     count towards the bound of all bytes too
   */
  public Limits(LimitsConfig bounds, long mostAhead) {
    this.bounds = bounds;
    this.mostAhead = mostAhead;
    for (Overload kind : Overload.values()) {
      refused.put(kind, new LongAdder());
    }
  }

  /** Changes the bounds. What is held beyond the new ones stays until it is released. */
  public void change(LimitsConfig next) {
    bounds = next;
  }

  /** The bounds in force. */
  public LimitsConfig bounds() {
    return bounds;
  }

  /**
   * Takes a connection in.
   *
   * @return whether there is room for it: then {@link #disconnect} is to be called at its end
   */
  public boolean connect() {
    boolean fits = connections.add(1, bounds.maxConnections());
    if (!fits) {
      count(Overload.CONNECTION);
    }
    return fits;
  }

  /** A connection has ended. */
  public void disconnect() {
    connections.subtract(1);
  }

  /** Connections that are open now. */
  public long connections() {
    return connections.get();
  }

  /**
   * Takes a request in.
   *
   * @return what it holds, to be released at its end; null if there is no room for it
   */
  public @Nullable RequestShare enter() {
    if (requests.add(1, bounds.maxInFlight())) {
      return new RequestShare(this);
    }
    count(Overload.IN_FLIGHT);
    return null;
  }

  /** What the answer of a target will hold: nothing yet. */
  public BufferShare newAnswer() {
    return new BufferShare(this, Overload.ANSWER);
  }

  /** What will be held that a client sends ahead, while its connection serves a request: nothing yet. */
  public BufferShare newAhead() {
    return new BufferShare(this, Overload.AHEAD);
  }

  /** Requests that are in flight now. */
  public long requestsInFlight() {
    return requests.get();
  }

  /** Counts a connection that is closed since there is no direct memory for what it brings, or for its answer. */
  public void refuseForDirectMemory() {
    count(Overload.DIRECT_MEMORY);
  }

  /** Bytes that are held now. */
  public long bufferedBytes() {
    return bytes.get();
  }

  /** How often there was no room for that. */
  public long refused(Overload kind) {
    return counter(kind).sum();
  }

  void leave() {
    requests.subtract(1);
  }

  boolean take(long amount, Overload kind) {
    boolean fits = kind != Overload.AHEAD || ahead.add(amount, mostAhead);
    if (fits && !bytes.add(amount, bounds.maxBufferedBytes())) {
      fits = false;
      giveBackAhead(amount, kind);
    }
    if (!fits) {
      count(kind);
    }
    return fits;
  }

  void giveBack(long amount, Overload kind) {
    bytes.subtract(amount);
    giveBackAhead(amount, kind);
  }

  private void giveBackAhead(long amount, Overload kind) {
    if (kind == Overload.AHEAD) {
      ahead.subtract(amount);
    }
  }

  private void count(Overload kind) {
    counter(kind).increment();
  }

  private LongAdder counter(Overload kind) {
    return Objects.requireNonNull(refused.get(kind));
  }
}
