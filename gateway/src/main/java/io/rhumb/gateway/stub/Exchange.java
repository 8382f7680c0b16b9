package io.rhumb.gateway.stub;

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
  private final Wire wire;
  private final Delivery delivery;
  private final Place place;
  private final RequestBody body = new RequestBody();
  private final BooleanSupplier closing;

  /** Whether errors come in a JSON array, as the answer would have. */
  private boolean listed;

  Exchange(Region region, Vertx vertx, HttpServerRequest request, BooleanSupplier closing) {
    this.region = region;
    this.vertx = vertx;
    this.request = request;
    this.closing = closing;
    // Drawn before the request is counted: whoever saw it
    // counted may change the fault for the next one.
    this.effect = region.fault.drawForRequest();
    region.counters.told(request.uri(), request.getHeader("x-server-timeout"));
    this.life = new Lifecycle(region.counters);
    this.wire = new Wire(request);
    this.delivery = new Delivery(vertx, wire, life);
    this.place = new Place(region, vertx.getOrCreateContext(), life);
  }

  void run() {
    // HTTP/2 tells of a reset stream by an exception first; both
    // come after a normal end too, and then do nothing.
    request.response().exceptionHandler(cause -> gone()).closeHandler(closed -> gone());
    request.exceptionHandler(cause -> gone());
    try {
      HeadCheck.Head head = region.headCheck.check(request);
      listed = head.isArray();
      checkLength();
      request.handler(this::read).endHandler(end -> compute(head));
    } catch (RefusedException e) {
      refuse(e.answer());
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
      delivery.whole(error(e.answer()));
    }
  }

  private void compute(HeadCheck.Head head) {
    if (life.over()) {
      return;
    }
    try {
      byte[] content = body.content(request.getHeader(HttpHeaders.CONTENT_ENCODING));
      strike(region.surface.answer(new Invocation(head.route(), head.query(), content)));
    } catch (RefusedException e) {
      refuse(e.answer());
    }
  }

  /** Faults that leave no work to do; the others are part of how the answer is sent. */
  private void strike(Reply reply) {
    if (effect instanceof Effect.Status status) {
      fail(status);
    } else if (effect instanceof Effect.Reset) {
      life.broken();
      Sockets.reset(
          ((HttpServerConnection) request.connection()).channelHandlerContext().channel());
    } else if (!(effect instanceof Effect.Blackhole)) {
      serve(reply);
    }
  }

  private void serve(Reply reply) {
    if (reply instanceof EventStream stream) {
      // What makes an answer late makes all of a stream late.
      after(latency(), () -> place.take(() -> stream(stream), this::exhausted));
    } else if (reply instanceof Answer answer) {
      place.take(() -> work(encoded(answer)), this::exhausted);
    }
  }

  /** The slot is free again before the answer is on its way. */
  private void work(Answer answer) {
    after(region.serviceTime.nextMillis(), () -> {
      place.giveBack();
      after(roundTrip() + latency(), () -> delivery.deliver(answer, effect));
    });
  }

  /** The slot is held until the stream ends. Its head does not wait for the work, as with real model servers. */
  private void stream(EventStream stream) {
    Course course = Course.of(region.config.stream(), stream.size(), effect);
    StreamDelivery events = new StreamDelivery(vertx, wire, life, stream, course, place::giveBack);
    long serviceTime = region.serviceTime.nextMillis();
    after(roundTrip(), () -> events.begin(serviceTime));
  }

  private void exhausted() {
    refuse(Answer.error(429, RpcStatus.message(429)));
  }

  private void fail(Effect.Status status) {
    Answer answer = Answer.of(status);
    // A body of one's own is sent as it is.
    after(roundTrip(), () -> delivery.whole(status.body() == null ? error(answer) : answer));
  }

  private void refuse(Answer answer) {
    after(roundTrip(), () -> delivery.whole(error(answer)));
  }

  private Answer error(Answer answer) {
    return listed ? answer.listed() : answer;
  }

  private Answer encoded(Answer answer) {
    if (!region.config.gzipResponses()) {
      return answer;
    }
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") ? answer.gzipped() : answer;
  }

  private long roundTrip() {
    return region.config.service().roundTrip().toMillis();
  }

  private long latency() {
    return effect instanceof Effect.Latency latency ? latency.latency().toMillis() : 0;
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
    place.giveBack();
    if (closing.getAsBoolean()) {
      life.broken();
    } else {
      life.cancelled();
    }
  }
}
