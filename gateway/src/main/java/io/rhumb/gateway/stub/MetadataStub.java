package io.rhumb.gateway.stub;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in of Google's metadata server, over plain HTTP as that is: tokens, region, project. All methods are thread-safe
 * and do not block; changes take place one after the other, in the order of the calls.
 */
public final class MetadataStub {

  private final Vertx vertx;
  private final MetadataStubConfig config;
  private final TokenCache tokens;
  private final MetadataAnswers answers;
  private final LongAdder requests = new LongAdder();
  private final LongAdder tokenRequests = new LongAdder();
  private final Watches watches = new Watches();
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final Changes changes = new Changes();
  private @Nullable HttpServer server;
  private boolean running;
  private volatile int port;
  private volatile @Nullable MetadataFault fault;

  /**
   * Not started yet.
   *
   * @param vertx on whose event loop it serves
   * @param config how it behaves
   * @param issuer where it gets its tokens, and the time
   */
  public MetadataStub(Vertx vertx, MetadataStubConfig config, TokenIssuer issuer) {
    this.vertx = vertx;
    this.config = config;
    this.tokens = new TokenCache(issuer, config);
    this.answers = new MetadataAnswers(config, tokens);
    this.port = config.port();
  }

  /**
   * Begins to listen; nothing if it does already.
   *
   * @return the port; fails if it is taken
   */
  public Future<Integer> start() {
    return changes.then(() -> {
      running = true;
      return settle().map(done -> port);
    });
  }

  /**
   * Listens no more and closes all connections. It may be started again, then on the same port.
   *
   * @return completes once the port is free
   */
  public Future<Void> stop() {
    return changes.then(() -> {
      running = false;
      return settle();
    });
  }

  /** The port that it listens on, or did; 0 before the first start unless one is configured. */
  public int port() {
    return port;
  }

  /**
   * From now on this goes wrong, instead of what went wrong before. What a {@link MetadataFault.Hold} holds stays held.
   *
   * @param newFault what
   * @return completes once it is so
   */
  public Future<Void> fault(MetadataFault newFault) {
    return changes.then(() -> {
      fault = newFault;
      return settle();
    });
  }

  /**
   * From now on nothing goes wrong; answers that were held are given.
   *
   * @return completes once it is so
   */
  public Future<Void> heal() {
    return changes.then(() -> {
      fault = null;
      release();
      return settle();
    });
  }

  /** Gives the answers that a {@link MetadataFault.Hold} holds by now; later ones are held again. */
  public void release() {
    for (Runnable answer = held.poll(); answer != null; answer = held.poll()) {
      answer.run();
    }
  }

  /** The next token is another one; the present one stays good until it ends or is revoked. */
  public void rotate() {
    tokens.rotate();
  }

  /** The token that was handed out last, unless {@link #rotate} was called since: then null. */
  public @Nullable IssuedToken currentToken() {
    return tokens.current();
  }

  /** Requests that arrived, whatever they asked for and were told. */
  public long requests() {
    return requests.sum();
  }

  /** Requests for a token that arrived. */
  public long tokenRequests() {
    return tokenRequests.sum();
  }

  /**
   * Waits for requests for a token, instead of sleeping.
   *
   * @param count how many there must have been since the beginning
   * @return completes once there were; perhaps before they are answered
   */
  public Future<Void> whenTokenRequests(long count) {
    return watches.when(() -> tokenRequests() >= count);
  }

  private Future<Void> settle() {
    boolean wanted = running && !(fault instanceof MetadataFault.Refuse);
    if (wanted == (server != null)) {
      return Future.succeededFuture();
    }
    return wanted ? open() : close();
  }

  private Future<Void> open() {
    return vertx
        .createHttpServer()
        .requestHandler(this::handle)
        .listen(port, config.host())
        .onSuccess(listening -> {
          server = listening;
          port = listening.actualPort();
        })
        .mapEmpty();
  }

  private Future<Void> close() {
    HttpServer current = server;
    server = null;
    return current == null
        ? Future.succeededFuture()
        : current.close().compose(closed -> ClosedPort.await(vertx, config.host(), port));
  }

  private void handle(HttpServerRequest request) {
    MetadataFault now = fault;
    if (now instanceof MetadataFault.Unavailable) {
      answers.unavailable(request);
    } else if (now instanceof MetadataFault.Garbage) {
      answers.garbage(request);
    } else if (now instanceof MetadataFault.Slow slow) {
      vertx.setTimer(slow.latency().toMillis(), timer -> answers.answer(request));
    } else if (now instanceof MetadataFault.Hold) {
      hold(request);
    } else {
      answers.answer(request);
    }
    count(request);
  }

  private void hold(HttpServerRequest request) {
    Context context = vertx.getOrCreateContext();
    held.add(() -> context.runOnContext(turn -> answers.answer(request)));
    if (fault == null) {
      // Healed in between: nobody else would release it.
      release();
    }
  }

  private void count(HttpServerRequest request) {
    requests.increment();
    if (MetadataAnswers.TOKEN_PATH.equals(request.path())) {
      tokenRequests.increment();
    }
    watches.changed();
  }
}
