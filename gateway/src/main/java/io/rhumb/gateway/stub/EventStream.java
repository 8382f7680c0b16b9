package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer that comes bit by bit.
 *
 * @param headers those that only some answers have, content-type among them
 * @param size how many events
 * @param events makes them, each with all that frames it
 * @param end what follows the last of them; perhaps empty
 */
record EventStream(
    List<Map.Entry<CharSequence, CharSequence>> headers, int size, Events events, Buffer end)
    implements Reply {

  /** Makes the events of one stream, whose clients may read slowly: so only once they are due. */
  interface Events {

    /**
     * One event.
     *
     * @param index from 0
     * @param marked whether the last one is to say that it is the last
     */
    Buffer at(int index, boolean marked);
  }

  /** A stream whose events are JSON. */
  static EventStream of(Framing framing, int size, EventJson events) {
    return new EventStream(
        List.of(Map.entry(HttpHeaders.CONTENT_TYPE, framing.contentType())),
        size,
        (index, marked) -> framing.frame(index, events.at(index, marked)),
        Buffer.buffer(framing.end()));
  }

  /** The same with more headers. */
  EventStream with(List<Map.Entry<CharSequence, CharSequence>> more) {
    List<Map.Entry<CharSequence, CharSequence>> all = new ArrayList<>(headers);
    all.addAll(more);
    return new EventStream(all, size, events, end);
  }

  /** Makes the JSON of an event; see {@link Events}. */
  interface EventJson {

    /** One event. */
    String at(int index, boolean marked);
  }
}
