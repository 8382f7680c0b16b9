package io.rhumb.gateway.page;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a gateway. There are no more of them than it may have: where there is none, a body is held on the heap. One for all event loops; thread-safe.
 * It is asked for each 64 KiB of long bodies, so that a lock is not what they wait for.
 */
public final class PagePool {

  private final int most;
  /** Of which some are in use, some idle, and some about to be found by the garbage collector. */
  private final AtomicInteger existing = new AtomicInteger();
  /** The last that was in use is the first to be used again: the processor's caches may have it. */
  private final ArrayDeque<Page> idle = new ArrayDeque<>();
  /** Since the last {@link #trim}. */
  private int leastIdle;

  /**
   * An empty pool.
   *
   * @param mostBytes of all pages together
   */
  public PagePool(long mostBytes) {
    this.most = Math.toIntExact(mostBytes / Page.BYTES);
  }

  /** A pool that never has a page. */
  public static PagePool none() {
    return new PagePool(0);
  }

  /** Bytes of direct memory that all pages take up, idle ones too. */
  public long bytes() {
    return (long) existing.get() * Page.BYTES;
  }

  /** Bytes of those pages that no body is on. */
  public synchronized long idleBytes() {
    return (long) idle.size() * Page.BYTES;
  }

  /** A page of which nothing is used; null if there is no memory for one. */
  @Nullable
  Page take() {
    Page page = takeIdle();
    return page == null ? create() : page.reuse();
  }

  private synchronized @Nullable Page takeIdle() {
    Page page = idle.pollLast();
    leastIdle = Math.min(leastIdle, idle.size());
    return page;
  }

  private @Nullable Page create() {
    if (existing.incrementAndGet() > most) {
      existing.decrementAndGet();
      return null;
    }
    try {
      return Page.create(this, existing::decrementAndGet);
    } catch (OutOfMemoryError noDirectMemory) {
      existing.decrementAndGet();
      return null;
    }
  }

  /** Takes a page back of which nothing is used. */
  synchronized void give(Page page) {
    idle.addLast(page);
  }

  /** Frees the pages that have not been needed since this was last called. */
  public void trim() {
    for (Page page = takeSuperfluous(); page != null; page = takeSuperfluous()) {
      page.free();
    }
    startAnew();
  }

  private synchronized @Nullable Page takeSuperfluous() {
    if (leastIdle == 0) {
      return null;
    }
    leastIdle--;
    return idle.pollFirst();
  }

  private synchronized void startAnew() {
    leastIdle = idle.size();
  }
}
