package io.rhumb.gateway.predict;

import io.netty.handler.codec.http.HttpRequest;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;

/**
 * The requests of one HTTP/1 connection whose answer is not out, in their order. The first is being served, and counts elsewhere; what
 * those behind it hold, decoded and looked at by nobody, is counted here. Lives on the event loop of its connection.
 */
final class WaitingRequests {

  /** Objects that stand for a request, beside the characters of its head; a guess on the safe side. */
  private static final long REQUEST_BYTES = 1_000;

  /** The same of one header: an entry of the map, and two strings with an array each. */
  private static final long HEADER_BYTES = 150;

  private final Limits limits;
  private final ArrayDeque<Waiting> behind = new ArrayDeque<>();
  private boolean first;

  WaitingRequests(Limits limits) {
    this.limits = limits;
  }

  /** How many there are, the first included. */
  int count() {
    return (first ? 1 : 0) + behind.size();
  }

  /**
   * A head has come.
   *
   * @return false if it has to wait, and there is no room for it
   */
  boolean add(HttpRequest request) {
    if (count() == 0) {
      first = true;
      return true;
    }
    Waiting waiting = new Waiting(limits.newWaiting());
    behind.add(waiting);
    return waiting.hold(weigh(request));
  }

  /** Whether what comes now belongs to a request that waits for another. */
  boolean lastWaits() {
    return !behind.isEmpty() && count() > 1;
  }

  /**
   * A piece has come of the body of the last one, which waits.
   *
   * @return false if there is no room for it
   */
  boolean addContent(int length) {
    return behind.getLast().hold(length);
  }

  /** The answer to the first is out. */
  void answered() {
    if (first) {
      first = false;
    } else if (!behind.isEmpty()) {
      behind.remove().share.release();
    }
  }

  /** The connection is over. */
  void clear() {
    behind.forEach(waiting -> waiting.share.release());
    behind.clear();
  }

  private static long weigh(HttpRequest request) {
    long bytes = REQUEST_BYTES + request.uri().length();
    Iterator<Map.Entry<CharSequence, CharSequence>> headers =
        request.headers().iteratorCharSequence();
    while (headers.hasNext()) {
      Map.Entry<CharSequence, CharSequence> header = headers.next();
      bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
    }
    return bytes;
  }

  private static final class Waiting {

    private final BufferShare share;
    private long held;

    Waiting(BufferShare share) {
      this.share = share;
    }

    boolean hold(long bytes) {
      held += bytes;
      return share.cover(held);
    }
  }
}
