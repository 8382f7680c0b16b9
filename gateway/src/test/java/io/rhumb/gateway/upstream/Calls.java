package io.rhumb.gateway.upstream;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.OperationPath;
import io.rhumb.gateway.operation.RequestBody;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes upstream calls on one event loop, for tests that are not on it. */
final class Calls {

  static final long MOST_ANSWER = 1_000_000;
  static final UpstreamConfig ONE_CONNECTION =
      new UpstreamConfig(Duration.ofSeconds(5), 1, Duration.ofMinutes(1));

  /** A prediction over gRPC. */
  static final Operation RPC = Objects.requireNonNull(
          OperationPath.match("/google.cloud.aiplatform.v1.PredictionService/Predict"))
      .operation();

  final Limits limits = new Limits(Bounds.of(1, 2 * MOST_ANSWER));
  final PagePool pagePool;
  private final Context context;
  private final UpstreamConfig bounds;
  private final UpstreamClients clients;
  private Duration mostLinger = UpstreamCall.MOST_LINGER;
  private long leftNanos = LEFT_NANOS;
  private boolean takingOnePiece;

  Calls(Vertx vertx, UpstreamConfig bounds) throws Exception {
    this(vertx, bounds, System::nanoTime);
  }

  Calls(Vertx vertx, UpstreamConfig bounds, LongSupplier clock) throws Exception {
    this(vertx, bounds, TlsEngine.JDK, clock);
  }

  Calls(Vertx vertx, UpstreamConfig bounds, TlsEngine engine, LongSupplier clock) throws Exception {
    this.context = vertx.getOrCreateContext();
    this.bounds = bounds;
    this.pagePool = new PagePool(64 << 20);
    this.clients =
        onLoop(() -> new UpstreamClients(vertx, new PeerCertificates(), pagePool, engine, clock));
  }

  private Calls(
      Context context, UpstreamConfig bounds, PagePool pagePool, UpstreamClients clients) {
    this.context = context;
    this.bounds = bounds;
    this.pagePool = pagePool;
    this.clients = clients;
  }

  /** Calls over the same clients, of targets that are connected to otherwise. */
  Calls with(UpstreamConfig otherBounds) {
    return new Calls(context, otherBounds, pagePool, clients);
  }

  /** Calls that lose may go on for so long at the most. */
  Calls lingering(Duration most) {
    mostLinger = most;
    return this;
  }

  /** Calls that take one piece of a stream, and want no more for now. */
  Calls takingOnePiece() {
    takingOnePiece = true;
    return this;
  }

  /** So much of the calls' time is over. */
  void elapse(Duration time) {
    leftNanos -= time.toNanos();
  }

  /** Calls that have so much time. */
  Calls left(Duration time) {
    leftNanos = time.toNanos();
    return this;
  }

  Context context() {
    return context;
  }

  UpstreamClients clients() {
    return clients;
  }

  UpstreamTarget plain(int port, Credential credential) {
    return target("target.test", port, false, new SystemTrust(), credential);
  }

  UpstreamTarget tls(String name, int port, TrustConfig trust) {
    return target(name, port, true, trust, FakeCredential.none());
  }

  /** An endpoint of Vertex AI. */
  UpstreamTarget endpoint(String name, int port, TrustConfig trust) {
    TargetConfig config = new TargetConfig(
        "id",
        "region",
        "127.0.0.1",
        port,
        true,
        name,
        new Resource.Endpoint("p", "region", "1"),
        trust,
        new NoCredential());
    return new UpstreamTarget(config, bounds, FakeCredential.none(), false);
  }

  private UpstreamTarget target(
      String name, int port, boolean tls, TrustConfig trust, Credential credential) {
    TargetConfig config = new TargetConfig(
        "id", "region", "127.0.0.1", port, tls, name, "/v1/e:{method}", trust, new NoCredential());
    return new UpstreamTarget(config, bounds, credential, false);
  }

  /** What targets are told as {@code 4.321} seconds. */
  private static final long LEFT_NANOS = 4_321_000_000L;

  /** Starts a call with a small body. */
  Call start(UpstreamTarget target) throws Exception {
    return start(target, HttpHeaders.headers(), Buffer.buffer("{}"), MOST_ANSWER);
  }

  Call start(UpstreamTarget target, MultiMap headers, Buffer body, long mostAnswer)
      throws Exception {
    return start(
        target,
        new UpstreamRequest(
            Operation.PREDICT, headers, RequestBody.of(body), mostAnswer, limits, true, 0, true));
  }

  /** Starts a call over gRPC whose message has no more than the name of an endpoint. */
  Call startRpc(UpstreamTarget target, MultiMap headers, String endpoint) throws Exception {
    Buffer message = Buffer.buffer()
        .appendByte((byte) 0)
        .appendInt(2 + endpoint.length())
        .appendByte((byte) 0x0a)
        .appendByte((byte) endpoint.length())
        .appendString(endpoint);
    RequestBody body = RequestBody.of(message, Objects.requireNonNull(RPC.rpc()));
    return start(
        target, new UpstreamRequest(RPC, headers, body, MOST_ANSWER, limits, true, 0, true));
  }

  private Call start(UpstreamTarget target, UpstreamRequest request) throws Exception {
    Call call = new Call();
    onLoop(() -> {
      call.upstream = upstreamCall(target, request, call);
      call.upstream.start();
      return null;
    });
    return call;
  }

  private UpstreamCall upstreamCall(UpstreamTarget target, UpstreamRequest request, Call call) {
    return new UpstreamCall(context, clients, target, request, () -> leftNanos, call, mostLinger);
  }

  /** Starts a call and cancels it in the same turn of the event loop, before it can have connected. */
  Call startAndCancel(UpstreamTarget target) throws Exception {
    UpstreamRequest request = empty();
    Call call = new Call();
    onLoop(() -> {
      call.upstream = upstreamCall(target, request, call);
      call.upstream.start();
      call.upstream.cancel();
      return null;
    });
    return call;
  }

  /** Starts many calls in one turn of the event loop: each is sent before anything is heard of another. */
  List<Call> startAtOnce(UpstreamTarget target, int count) throws Exception {
    UpstreamRequest request = empty();
    return onLoop(() -> Stream.generate(Call::new)
        .limit(count)
        .peek(call -> {
          call.upstream = upstreamCall(target, request, call);
          call.upstream.start();
        })
        .toList());
  }

  private UpstreamRequest empty() {
    return new UpstreamRequest(
        Operation.PREDICT,
        HttpHeaders.headers(),
        RequestBody.of(Buffer.buffer()),
        MOST_ANSWER,
        limits,
        true,
        0,
        true);
  }

  /** Starts and cancels many calls in one turn of the event loop. */
  List<Call> startAndCancel(UpstreamTarget target, int count) throws Exception {
    UpstreamRequest request = empty();
    return onLoop(() -> Stream.generate(Call::new)
        .limit(count)
        .peek(call -> {
          call.upstream = upstreamCall(target, request, call);
          call.upstream.start();
          call.upstream.cancel();
        })
        .toList());
  }

  /** Starts a call without waiting for the event loop, and cancels it after a while as the loser of a hedge is. */
  void startAndGiveUp(UpstreamTarget target, long afterMillis) {
    UpstreamRequest request = empty();
    Call call = new Call();
    context.runOnContext(v -> {
      call.upstream = upstreamCall(target, request, call);
      call.upstream.start();
      context.owner().setTimer(afterMillis, id -> call.upstream.cancel());
    });
  }

  /** Lets the event loop do what has come in, and what follows from it. */
  void settle() throws Exception {
    for (int i = 0; i < 5; i++) {
      onLoop(() -> null);
    }
  }

  /** Starts a call and waits for its end. */
  End make(UpstreamTarget target) throws Exception {
    return start(target).end();
  }

  <T> T onLoop(Callable<T> task) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(v -> {
      try {
        result.complete(task.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return result.get(10, TimeUnit.SECONDS);
  }

  /** How a call ended. */
  record End(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer answer) {}

  /** One call, and all that its listener was told, in order. */
  final class Call implements CallListener {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final CompletableFuture<Void> firstByte = new CompletableFuture<>();
    private final CompletableFuture<StreamedAnswer> stream = new CompletableFuture<>();
    private final Buffer taken = Buffer.buffer();
    private volatile int length;
    private UpstreamCall upstream;

    @Override
    public void onFirstByte() {
      events.add(onTheLoop() ? "first byte" : "first byte on a foreign thread");
      firstByte.complete(null);
    }

    @Override
    public void onStream(StreamedAnswer begun) {
      begun.take(this::append);
      if (takingOnePiece) {
        begun.pause();
      }
      stream.complete(begun);
    }

    @Override
    public void onEnd(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer answer) {
      events.add(onTheLoop() ? "end" : "end on a foreign thread");
      end.complete(new End(outcome, hintNanos, answer));
    }

    private void append(Buffer piece) {
      taken.appendBuffer(piece);
      length = taken.length();
    }

    private boolean onTheLoop() {
      return context == Vertx.currentContext();
    }

    List<String> events() {
      return events;
    }

    End end() throws Exception {
      return end.get(10, TimeUnit.SECONDS);
    }

    boolean requestIsOut() throws Exception {
      return onLoop(upstream::requestIsOut);
    }

    void awaitFirstByte() throws Exception {
      firstByte.get(10, TimeUnit.SECONDS);
    }

    /** What came of a stream so far. */
    String taken() throws Exception {
      return onLoop(taken::toString);
    }

    /** How many bytes came of a stream so far. */
    int length() {
      return length;
    }

    /** Waits for the first piece of a stream, and wants no more for now. */
    void pause() throws Exception {
      StreamedAnswer begun = stream.get(10, TimeUnit.SECONDS);
      onLoop(() -> {
        begun.pause();
        return null;
      });
    }

    void resume() throws Exception {
      StreamedAnswer begun = stream.get(10, TimeUnit.SECONDS);
      onLoop(() -> {
        begun.resume();
        return null;
      });
    }

    void release() {
      upstream.release();
    }

    void cancel() throws Exception {
      onLoop(() -> {
        upstream.cancel();
        return null;
      });
    }

    void lose() throws Exception {
      onLoop(() -> {
        upstream.lose();
        return null;
      });
    }
  }
}
