package io.rhumb.gateway.stub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Puts one answer on the wire: whole, or as a fault has it. On the event loop of its request. */
final class Delivery {

  /** Pieces of a slow body: enough that a reader sees it move. */
  private static final int SLOW_PIECES = 10;

  private final Vertx vertx;
  private final Wire wire;
  private final Lifecycle life;

  Delivery(Vertx vertx, Wire wire, Lifecycle life) {
    this.vertx = vertx;
    this.wire = wire;
    this.life = life;
  }

  /** The answer, as the fault has it if there is one that is about how an answer is sent. */
  void deliver(Answer answer, @Nullable Effect effect) {
    if (effect instanceof Effect.Truncate truncate) {
      truncated(answer, truncate.after());
    } else if (effect instanceof Effect.Stall stall) {
      part(answer, stall.after());
    } else if (effect instanceof Effect.SlowBody slow) {
      slow(answer, slow.duration().toMillis());
    } else if (effect instanceof Effect.LateFirstByte late) {
      late(answer, late.latency().toMillis());
    } else if (effect instanceof Effect.BadChunk) {
      badChunk(answer);
    } else {
      whole(answer);
    }
  }

  /** The whole answer at once. */
  void whole(Answer answer) {
    wire.head(answer.status(), answer.headers());
    life.answered(answer.status());
    wire.end(answer.body());
  }

  private void truncated(Answer answer, Extent extent) {
    part(answer, extent);
    life.broken();
    wire.cut();
  }

  private void badChunk(Answer answer) {
    wire.head(answer.status(), answer.headers());
    wire.chunked();
    wire.write(answer.body().slice(0, answer.body().length() / 2));
    life.broken();
    wire.breakChunks();
  }

  private void late(Answer answer, long millis) {
    promise(answer);
    vertx.setTimer(millis, timer -> last(answer, answer.body()));
  }

  /** The last of the pieces comes at the end of the time. */
  private void slow(Answer answer, long millis) {
    promise(answer);
    int size = Math.max(1, (answer.body().length() + SLOW_PIECES - 1) / SLOW_PIECES);
    int pieces = (answer.body().length() + size - 1) / size;
    piece(answer, 0, size, Math.max(1, millis / pieces));
  }

  private void piece(Answer answer, int from, int size, long pause) {
    vertx.setTimer(pause, timer -> {
      Buffer rest = answer.body().slice(from, answer.body().length());
      if (rest.length() <= size) {
        last(answer, rest);
      } else if (!life.over()) {
        wire.write(rest.slice(0, size));
        piece(answer, from + size, size, pause);
      }
    });
  }

  private void last(Answer answer, Buffer rest) {
    if (!life.over()) {
      life.answered(answer.status());
      wire.end(rest);
    }
  }

  private void part(Answer answer, Extent extent) {
    promise(answer);
    int length = extent.ofWhole(answer.body().length());
    if (length > 0) {
      wire.write(answer.body().slice(0, length));
    }
  }

  /** The head of an answer that does not come in one piece. */
  private void promise(Answer answer) {
    wire.head(answer.status(), answer.headers());
    wire.promise(answer.body().length());
    wire.flushHead();
  }
}
