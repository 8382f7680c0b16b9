package io.rhumb.gateway.stub;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to its end: the head is checked, the body is read and computed, a fault may strike, a slot is
 * waited for, time passes, the answer is sent. On the event loop of its connection.
 */
final class Exchange {

  private final Region region;
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final @Nullable Effect effect;
  private final Lifecycle life;
  private final Delivery delivery;
  private final RequestBody body = new RequestBody();
  private final BooleanSupplier closing;

  /** Gives back what it holds of the slots, or leaves their queue, if its client goes away. */
  private Runnable leaveSlots = () -> {};

  Exchange(Region region, Vertx vertx, HttpServerRequest request, BooleanSupplier closing) {
    this.region = region;
    this.vertx = vertx;
    this.request = request;
    this.closing = closing;
    // Drawn before the request is counted: whoever saw it
    // counted may change the fault for the next one.
    this.effect = region.fault.drawForRequest();
    region.counters.told(request.getHeader("x-server-timeout"));
    this.life = new Lifecycle(region.counters);
    this.delivery = new Delivery(vertx, request.response(), life);
  }

  void run() {
    // HTTP/2 tells of a reset stream by an exception first; both
    // come after a normal end too, and then do nothing.
    request.response().exceptionHandler(cause -> gone()).closeHandler(closed -> gone());
    request.exceptionHandler(cause -> gone());
    try {
      VertexMethod method = region.headCheck.check(request);
      checkLength();
      request.handler(this::read).endHandler(end -> compute(method));
    } catch (RefusedException e) {
      answer(e.answer());
    }
  }

  /** Spares a long body the way, since it says so itself. */
  private void checkLength() throws RefusedException {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // Netty has refused what is no number; what is too long for a long is too long for us.
    if (length != null
        && (length.length() > 18 || Long.parseLong(length) > RequestBody.MAX_BYTES)) {
      throw RequestBody.tooLong();
    }
  }

  private void read(Buffer piece) {
    if (life.over()) {
      return;
    }
    try {
      body.append(piece);
    } catch (RefusedException e) {
      delivery.whole(e.answer());
    }
  }

  private void compute(VertexMethod method) {
    if (life.over()) {
      return;
    }
    try {
      byte[] content = body.content(request.getHeader(HttpHeaders.CONTENT_ENCODING));
      Answer answer = region.predictions.answer(method, region.model.predict(content));
      strike(encoded(answer));
    } catch (RefusedException e) {
      answer(e.answer());
    }
  }

  private Answer encoded(Answer answer) {
    if (!region.config.gzipResponses()) {
      return answer;
    }
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") ? answer.gzipped() : answer;
  }

  /** Faults that leave no work to do; the others are part of how the answer is sent. */
  private void strike(Answer answer) {
    if (effect instanceof Effect.Status status) {
      answer(Answer.of(status));
    } else if (effect instanceof Effect.Reset) {
      life.broken();
      Sockets.reset(
          ((HttpServerConnection) request.connection()).channelHandlerContext().channel());
    } else if (!(effect instanceof Effect.Blackhole)) {
      serve(answer);
    }
  }

  private void serve(Answer answer) {
    Context context = vertx.getOrCreateContext();
    // Whoever frees the slot may be on another event loop.
    Runnable onTurn = () -> context.runOnContext(turn -> unqueued(answer));
    switch (region.slots.acquire(onTurn)) {
      case SERVED -> work(answer);
      case QUEUED -> queued(onTurn);
      case REFUSED -> answer(Answer.error(429, RpcStatus.message(429)));
    }
  }

  private void queued(Runnable onTurn) {
    region.counters.queueGrew(1);
    leaveSlots = () -> {
      if (region.slots.leave(onTurn)) {
        region.counters.queueGrew(-1);
      }
    };
  }

  private void unqueued(Answer answer) {
    region.counters.queueGrew(-1);
    work(answer);
  }

  private void work(Answer answer) {
    if (life.over()) {
      region.slots.release();
      return;
    }
    leaveSlots = region.slots::release;
    after(region.serviceTime.nextMillis(), () -> {
      leaveSlots = () -> {};
      region.slots.release();
      send(answer);
    });
  }

  private void send(Answer answer) {
    long roundTrip = region.config.service().roundTrip().toMillis();
    if (effect instanceof Effect.Latency latency) {
      after(roundTrip + latency.latency().toMillis(), () -> delivery.whole(answer));
    } else if (effect instanceof Effect.Truncate) {
      after(roundTrip, () -> delivery.truncated(answer));
    } else if (effect instanceof Effect.Stall) {
      after(roundTrip, () -> delivery.stalled(answer));
    } else if (effect instanceof Effect.SlowBody slow) {
      after(roundTrip, () -> delivery.slow(answer, slow.duration().toMillis()));
    } else if (effect instanceof Effect.BadChunk) {
      after(roundTrip, () -> delivery.badChunk(answer, request.connection()));
    } else {
      answer(answer);
    }
  }

  private void answer(Answer answer) {
    after(region.config.service().roundTrip().toMillis(), () -> delivery.whole(answer));
  }

  /** Runs later, unless the client is gone by then; without a delay, in the same tick. */
  private void after(long millis, Runnable action) {
    if (millis == 0) {
      action.run();
      return;
    }
    vertx.setTimer(millis, timer -> {
      if (!life.over()) {
        action.run();
      }
    });
  }

  private void gone() {
    if (life.over()) {
      return;
    }
    leaveSlots.run();
    if (closing.getAsBoolean()) {
      life.broken();
    } else {
      life.cancelled();
    }
  }
}
