package io.rhumb.gateway.stub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Puts one stream on the wire: the head at once, the events when they are due and the client has room for them. On the
 * event loop of its request.
 */
final class StreamDelivery {

  /** So many events without a pause; then the others on the event loop have their turn. */
  private static final int BATCH = 64;

  private static final Buffer NOTHING = Buffer.buffer(0);

  private final Vertx vertx;
  private final Wire wire;
  private final Lifecycle life;
  private final EventStream stream;
  private final Course course;

  /** Told when nothing more will come. */
  private final Runnable ended;

  private final int events;
  private long bytesLeft;
  private int next;

  StreamDelivery(
      Vertx vertx, Wire wire, Lifecycle life, EventStream stream, Course course, Runnable ended) {
    this.vertx = vertx;
    this.wire = wire;
    this.life = life;
    this.stream = stream;
    this.course = course;
    this.ended = ended;
    this.events = course.eventsOf(stream.size());
    this.bytesLeft = course.bytes();
  }

  /** The head; the first event after so long. */
  void begin(long millis) {
    wire.head(200, stream.headers());
    wire.chunked();
    life.streams();
    wire.flushHead();
    later(millis + course.late());
  }

  private void later(long millis) {
    if (millis == 0) {
      send();
    } else {
      vertx.setTimer(millis, timer -> send());
    }
  }

  private void send() {
    for (int sent = 0; !life.over(); sent++) {
      if (!isMoreToCome()) {
        end();
        return;
      }
      if (wire.isFull()) {
        wire.onRoom(this::send);
        return;
      }
      if (sent == BATCH) {
        vertx.runOnContext(turn -> send());
        return;
      }
      event();
      if (course.interval() > 0 && isMoreToCome()) {
        later(course.interval());
        return;
      }
    }
  }

  private boolean isMoreToCome() {
    return next < events && bytesLeft > 0;
  }

  private void event() {
    Buffer event = stream.events().at(next, course.ending() != Course.Ending.UNMARKED);
    next++;
    if (event.length() > bytesLeft) {
      event = event.slice(0, (int) bytesLeft);
    } else {
      life.eventSent();
    }
    bytesLeft -= event.length();
    wire.write(event);
  }

  private void end() {
    switch (course.ending()) {
      case CLEAN -> clean(stream.end());
      case UNMARKED -> clean(NOTHING);
      case CUT -> broken(wire::cut);
      case BAD_CHUNK -> broken(wire::breakChunks);
      case NEVER -> {}
    }
  }

  private void clean(Buffer end) {
    life.answered(200);
    ended.run();
    wire.end(end);
  }

  private void broken(Runnable cut) {
    life.broken();
    ended.run();
    cut.run();
  }
}
