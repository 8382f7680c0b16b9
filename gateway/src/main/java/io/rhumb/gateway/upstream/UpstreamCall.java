package io.rhumb.gateway.upstream;

import io.rhumb.engine.Outcome;
import io.rhumb.engine.Strangers;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Shortage;
import io.rhumb.gateway.operation.Rpc;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One upstream call: credential, connection, request, answer, which is read whole or, where it is a stream, handed on as it comes. Lives
 * on one event loop.
 *
 * <p>Two mishaps are mended here because they say nothing of the target: a pooled connection that had died while it was idle costs
 * one silent repeat, and a 401 costs one new token and one repeat.
 */
public final class UpstreamCall {

  private static final System.Logger LOG = System.getLogger(UpstreamCall.class.getName());

  /** The longest that a call may go on that has lost (a guess). */
  static final Duration MOST_LINGER = Duration.ofMillis(100);

  /**
   * The largest request body with which a call may go on for that (a guess): by then its request may be over, and nobody counts any more what it
   * holds.
   */
  private static final int MOST_LINGERING_BYTES = 64 * 1024;

  private static final CallListener NOBODY = new CallListener() {
    @Override
    public void onFirstByte() {}

    @Override
    public void onStream(StreamedAnswer stream) {}

    @Override
    public void onEnd(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer answer) {}
  };

  private static final long NO_TIMER = -1;

  private final Context context;
  private final UpstreamClients clients;
  private final UpstreamTarget target;
  private final UpstreamRequest request;
  private final long mostLingerMillis;
  private final BufferShare held;

  private LongSupplier leftNanos;
  private CallListener listener;
  private @Nullable HttpClientRequest sent;
  private @Nullable HttpClientResponse received;
  private @Nullable CredentialHeaders credential;
  /** Of what is sent. */
  private @Nullable Carrier carrier;

  private boolean repeated;
  private boolean tokenRefreshed;
  private boolean begun;
  private long holding = NO_TIMER;
  private long leftWhenSentNanos;
  /** How many times the request is being written, or was not written to its end. */
  private int unwritten;

  private long lingering = NO_TIMER;
  private boolean over;

  /**
   * A call about to {@link #start}, on the event loop of {@code context}.
   *
   * @param leftNanos how long the call may still take, for the target to know
   */
  public UpstreamCall(
      Context context,
      UpstreamClients clients,
      UpstreamTarget target,
      UpstreamRequest request,
      LongSupplier leftNanos,
      CallListener listener) {
    this(context, clients, target, request, leftNanos, listener, MOST_LINGER);
  }

  /**
   * As the other.
   *
   * @param mostLinger the longest that it may go on once it has lost
   */
  UpstreamCall(
      Context context,
      UpstreamClients clients,
      UpstreamTarget target,
      UpstreamRequest request,
      LongSupplier leftNanos,
      CallListener listener,
      Duration mostLinger) {
    this.context = context;
    this.clients = clients;
    this.target = target;
    this.request = request;
    this.leftNanos = leftNanos;
    this.listener = listener;
    this.mostLingerMillis = mostLinger.toMillis();
    this.held = request.limits().newAnswer();
  }

  /**
   * Makes the call. The listener may be told of its end before this returns. Throws nothing but
   * what the listener throws when it is told of that.
   */
  public void start() {
    orNotMade(() -> {
      listener.onStart();
      make();
    });
  }

  /**
   * Takes a step towards the call. What that throws is a bug of the gateway or a shortage, for
   * which the target is not to blame, and ends the call: nothing else would in time.
   */
  private void orNotMade(Runnable step) {
    try {
      step.run();
    } catch (Throwable fault) {
      if (over) {
        throw fault;
      }
      giveUp(whyNotMade(fault));
    }
  }

  private Outcome whyNotMade(Throwable fault) {
    if (Shortage.isWhy(fault)) {
      return Outcome.NO_ROOM;
    }
    Strangers.requireSurvivable(fault);
    LOG.log(System.Logger.Level.ERROR, "call to " + target.serverName() + ": not made", fault);
    return Outcome.NOT_MADE;
  }

  private void make() {
    CredentialHeaders current = target.credential().current();
    if (current != null) {
      connect(current);
    } else {
      refreshCredential(null);
    }
  }

  /** Gives the call up; the listener hears nothing more. Does nothing once it has ended. */
  public void cancel() {
    if (!over) {
      stop();
      abandon();
    }
  }

  /**
   * As {@link #cancel}, because no answer is needed any more. Where that would cost a connection, and the next call a handshake with a
   * target that was only a little later, the answer may come, and is thrown away: for as long again as it has been waited for, and
   * 100 ms at the most. Not where the request is large.
   */
  public void lose() {
    if (carrier == null || !carrier.endsWithItsCall() || isLarge()) {
      cancel();
    } else if (!over) {
      stop();
      if (received != null) {
        discard(carrier, received);
      }
      long waitedMillis = (leftWhenSentNanos - leftNanos.getAsLong()) / 1_000_000;
      listener = NOBODY;
      leftNanos = () -> 0;
      long millis = Math.max(1, Math.min(waitedMillis, mostLingerMillis));
      lingering = context.owner().setTimer(millis, id -> abandon());
    }
  }

  private boolean isLarge() {
    return request.body().bytes().length() > MOST_LINGERING_BYTES;
  }

  private void stop() {
    over = true;
    stopHolding();
    held.release();
  }

  /** Gives back the room of its answer. To be called once that is not needed any more; does nothing the second time. */
  public void release() {
    held.release();
  }

  /** As {@link #release}, and leaves the memory of its answer to others: nobody reads that any more. */
  public void recycle() {
    held.recycle();
  }

  /**
   * Whether nobody below reads the request any more: whatever was begun to be written of it is out. Netty says so when the system has copied it, which would
   * not hold for writes of io_uring without a copy ({@code IO_URING_WRITE_ZERO_COPY_THRESHOLD}; off unless asked for).
   */
  public boolean requestIsOut() {
    return unwritten == 0;
  }

  private void refreshCredential(@Nullable CredentialHeaders refused) {
    // The credential answers on whichever thread fetched it.
    target
        .credential()
        .refresh(refused)
        .timeout(credentialMillis(), TimeUnit.MILLISECONDS)
        .onComplete(result -> context.runOnContext(v -> {
          if (over) {
            return;
          }
          // A credential that could get nothing new gives back
          // what was refused: no use to show it again.
          if (result.succeeded() && result.result() != refused) {
            orNotMade(() -> connect(result.result()));
          } else {
            end(refused == null ? Outcome.NO_CREDENTIAL : Outcome.UNAUTHENTICATED);
          }
        }));
  }

  private long credentialMillis() {
    return ReachBound.millis(target.settings().bounds(), leftNanos.getAsLong());
  }

  private void connect(CredentialHeaders with) {
    credential = with;
    clients.request(target, request.operation(), this::wantedNanos).onComplete(result -> {
      if (result.failed()) {
        end(OutcomeClassifier.ofConnectFailure(result.cause()));
      } else if (over) {
        clients.giveBack(result.result());
      } else {
        orNotMade(() -> send(result.result(), with));
      }
    });
  }

  private long wantedNanos() {
    return over ? 0 : Math.max(1, leftNanos.getAsLong());
  }

  private void send(HttpClientRequest outgoing, CredentialHeaders with) {
    sent = outgoing;
    leftWhenSentNanos = leftNanos.getAsLong();
    Carrier by = clients.carrier(outgoing);
    carrier = by;
    HeaderRules.REQUEST.copy(request.headers(), outgoing.headers());
    ServerTimeout.put(outgoing.headers(), request.operation(), leftWhenSentNanos);
    Rpc rpc = request.operation().rpc();
    if (rpc != null) {
      putGrpc(outgoing, rpc);
    }
    listener.onSend(outgoing.headers());
    authenticate(outgoing, with);
    outgoing.response().onComplete(result -> {
      if (sent != outgoing) {
        return;
      }
      if (result.succeeded()) {
        receive(by, result.result());
      } else if (!over) {
        brokenBeforeHead(by, outgoing, result.cause());
      }
    });
    if (by.headMayBeTooLarge(outgoing)) {
      // Vert.x would log a refusal as an error if nobody took note of it.
      outgoing.exceptionHandler(refused -> {});
      outgoing.sendHead();
    }
    if (!over) {
      write(outgoing);
    }
  }

  private void write(HttpClientRequest outgoing) {
    unwritten++;
    outgoing.end(request.bodyFor(target)).onComplete(written -> {
      if (written.succeeded()) {
        unwritten--;
      } else {
        unwritten(outgoing, written.cause());
      }
    });
  }

  @SuppressWarnings("UnusedException") // Its message has the value, and would be logged.
  private static void authenticate(HttpClientRequest outgoing, CredentialHeaders with) {
    try {
      with.entries().forEach(entry -> outgoing.putHeader(entry.getKey(), entry.getValue()));
    } catch (IllegalArgumentException withSecret) {
      throw new IllegalStateException("credential: not a value of a header");
    }
  }

  /** A connection that breaks tells the response so. One whose bytes found no room, before they reached the socket, tells nobody else. */
  private void unwritten(HttpClientRequest outgoing, Throwable cause) {
    if (sent == outgoing && !over && Shortage.isWhy(cause)) {
      giveUp(Outcome.NO_ROOM);
    }
  }

  private void putGrpc(HttpClientRequest outgoing, Rpc rpc) {
    GrpcHeaders.put(
        outgoing.headers(),
        request.operation(),
        rpc,
        Objects.requireNonNull(target.resourceName()),
        leftNanos.getAsLong());
  }

  private void brokenBeforeHead(Carrier by, HttpClientRequest broken, Throwable cause) {
    boolean passedOver = by.passedOver(broken);
    Outcome outcome = passedOver ? Outcome.UNREACHABLE : OutcomeClassifier.ofBreak(cause);
    boolean saysNothing = passedOver || (request.idempotent() && by.mayHaveDiedIdle(cause));
    if (saysNothing && !repeated && outcome != Outcome.NO_ROOM) {
      repeated = true;
      orNotMade(this::make);
    } else {
      end(outcome);
    }
  }

  private void receive(Carrier by, HttpClientResponse response) {
    if (over) {
      discard(by, response);
      return;
    }
    received = response;
    if (request.streams() && StreamRule.streams(request.operation(), response)) {
      receive(by, new StreamedAnswer(response, by, held), response);
    } else {
      receiveWhole(by, response);
    }
  }

  private void discard(Carrier by, HttpClientResponse response) {
    by.letGo();
    response.handler(null);
    response.exceptionHandler(broken -> {});
    response.endHandler(v -> ended(by));
  }

  private void receive(Carrier by, StreamedAnswer stream, HttpClientResponse response) {
    response.handler(piece -> receive(stream, piece));
    response.exceptionHandler(cause -> {
      stream.cut();
      Outcome broken = OutcomeClassifier.ofBreak(cause);
      end(stream.taken() && broken != Outcome.NO_ROOM ? Outcome.STREAM_CUT : broken);
    });
    response.endHandler(v -> {
      ended(by);
      stream.end(() -> received(stream, response));
    });
  }

  private void receive(StreamedAnswer stream, Buffer piece) {
    if (over) {
      return;
    }
    if (stream.add(piece) != BoundedBody.Fit.FITS) {
      giveUp(Outcome.NO_ROOM);
      return;
    }
    if (!begun) {
      begun = true;
      listener.onFirstByte();
      holdNoLongerThanHalfTheTime(stream);
    }
    if (!stream.taken() && stream.length() >= request.holdBytes()) {
      hand(stream);
    }
  }

  /** A stream that is slow, but flows, would run out of its time while it is kept back. */
  private void holdNoLongerThanHalfTheTime(StreamedAnswer stream) {
    if (request.holdBytes() > 0) {
      long millis = Math.max(1, leftNanos.getAsLong() / 2_000_000);
      holding = context.owner().setTimer(millis, id -> hand(stream));
    }
  }

  private void hand(StreamedAnswer stream) {
    stopHolding();
    if (!over && !stream.taken()) {
      listener.onStream(stream);
    }
  }

  private void received(StreamedAnswer stream, HttpClientResponse response) {
    if (over) {
      return;
    }
    stopHolding();
    if (request.operation().rpc() == null) {
      over = true;
      listener.onEnd(Outcome.SUCCESS, -1, stream.taken() ? null : stream.whole());
    } else if (stream.taken()) {
      over = true;
      listener.onEnd(OutcomeClassifier.ofGrpcStream(response), -1, null);
    } else {
      received(response, stream.kept());
    }
  }

  private void stopHolding() {
    if (holding != NO_TIMER) {
      context.owner().cancelTimer(holding);
      holding = NO_TIMER;
    }
  }

  private void receiveWhole(Carrier by, HttpClientResponse response) {
    BoundedBody body = new BoundedBody(request.maxAnswerBytes(), held);
    response.exceptionHandler(cause -> end(OutcomeClassifier.ofBreak(cause)));
    if (!fits(body.announce(response.getHeader("content-length")))) {
      return;
    }
    by.gather();
    response.handler(piece -> receive(response, piece, body));
    response.endHandler(v -> {
      ended(by);
      received(response, body.bytes());
    });
  }

  private void receive(HttpClientResponse response, Buffer piece, BoundedBody body) {
    if (over) {
      return;
    }
    if (!begun && !refusesToken(response)) {
      begun = true;
      listener.onFirstByte();
    }
    boolean unused = fits(body.append(piece));
  }

  /** Whether the answer does; ends the call if not. */
  private boolean fits(BoundedBody.Fit fit) {
    switch (fit) {
      case FITS -> {}
      case TOO_LARGE -> giveUp(Outcome.TOO_LARGE);
      case NO_ROOM -> giveUp(Outcome.NO_ROOM);
    }
    return fit == BoundedBody.Fit.FITS;
  }

  /** Whether this is a 401 that a new token may mend: then it is no answer yet. */
  private boolean refusesToken(HttpClientResponse response) {
    return (response.statusCode() == 401 || refusesGrpcToken(response))
        && !tokenRefreshed
        && credential != CredentialHeaders.NONE;
  }

  private boolean refusesGrpcToken(HttpClientResponse response) {
    return request.operation().rpc() != null
        && UpstreamAnswer.ofGrpc(response.headers(), response.trailers()) == 401;
  }

  private void received(HttpClientResponse response, Buffer body) {
    if (over) {
      return;
    }
    if (refusesToken(response)) {
      tokenRefreshed = true;
      // Nothing is on its way until it is sent again.
      sent = null;
      carrier = null;
      received = null;
      orNotMade(() -> refreshCredential(credential));
      return;
    }
    UpstreamAnswer answer = new UpstreamAnswer(
        response.statusCode(),
        response.headers(),
        body,
        request.operation().rpc() == null ? null : response.trailers());
    Classification meaning = OutcomeClassifier.ofAnswer(
        answer, request.idempotent(), target.failoverOn404(), System.currentTimeMillis());
    over = true;
    listener.onEnd(meaning.outcome(), meaning.hintNanos(), answer);
  }

  /** The answer is here to its end: a connection of HTTP/1.1 is free for another call. */
  private void ended(Carrier by) {
    if (lingering != NO_TIMER) {
      context.owner().cancelTimer(lingering);
    }
    by.answered();
  }

  private void end(Outcome outcome) {
    if (!over) {
      stop();
      listener.onEnd(outcome, -1, null);
    }
  }

  private void giveUp(Outcome outcome) {
    end(outcome);
    abandon();
  }

  private void abandon() {
    if (carrier != null && sent != null) {
      carrier.reset(sent);
    }
  }
}
