package io.rhumb.gateway.upstream;

import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.CleanableHttpClient;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The HTTP clients of one event loop: one for each {@linkplain ConnectionSettings way of connecting}, so that TLS settings belong to a
 * client and never to a request, and a second one where targets may speak HTTP/2. A client is made when it is first needed. To be
 * created and used on that event loop; the connections live there too.
 */
public final class UpstreamClients {

  /** How often is looked whether idle connections have outlived their keep-alive, which is in whole seconds. */
  private static final long SWEEP_MILLIS = 1000;

  private static final String CLOSED = "closed (expected: no call after the gateway's end)";

  private final Vertx vertx;
  private final Context context;
  private final Carriers carriers;
  private final PeerCertificates certificates;
  private final PagePool pagePool;
  private final TlsEngine engine;
  private final Map<ConnectionSettings, HttpClientAgent> http1 = new HashMap<>();
  private final Map<ConnectionSettings, HttpClientAgent> alpn = new HashMap<>();
  private final Map<Origin, AlpnOrigin> origins = new HashMap<>();
  private final Map<Origin, Http1Origin> http1Origins = new HashMap<>();
  private final ColdStart coldStart = new ColdStart();
  private final LongSupplier clock;
  private final Standstill standstill;

  private boolean closed;

  /** No clients yet, on the current event loop. */
  public UpstreamClients(Vertx vertx) {
    this(vertx, new PeerCertificates(), PagePool.none());
  }

  /**
   * As the other.
   *
   * @param certificates hears of each connection
   * @param pagePool for long answers
   */
  public UpstreamClients(Vertx vertx, PeerCertificates certificates, PagePool pagePool) {
    this(vertx, certificates, pagePool, TlsEngine.ofEnvironment(), System::nanoTime);
  }

  UpstreamClients(
      Vertx vertx,
      PeerCertificates certificates,
      PagePool pagePool,
      TlsEngine engine,
      LongSupplier clock) {
    this.vertx = vertx;
    this.pagePool = pagePool;
    this.engine = engine;
    this.certificates = certificates;
    this.context = vertx.getOrCreateContext();
    this.carriers = new Carriers();
    this.clock = clock;
    this.standstill = new Standstill(vertx, clock);
  }

  /**
   * Asks for a connection to a target.
   *
   * @param leftNanos for how long the call still goes on; 0: not any more, and if it has to wait for others it gets none
   * @return a request, to be sent or {@linkplain #giveBack given back} at once; fails, and nothing is thrown, if there is none to be
   *     had
   */
  Future<HttpClientRequest> request(
      UpstreamTarget target, Operation operation, LongSupplier leftNanos) {
    return operation.rpc() == null
        ? request(target.origin(), target.options(operation), leftNanos)
        : requestHttp2(target.origin(), target.options(operation), leftNanos);
  }

  /** For what HTTP/1.1 cannot carry, whatever other calls of the origin are made over. */
  private Future<HttpClientRequest> requestHttp2(
      Origin origin, RequestOptions options, LongSupplier leftNanos) {
    if (closed) {
      return afterTheEnd();
    }
    return of(origin)
        .connection(leftNanos)
        .compose(shared -> shared.isPresent()
            ? shared.get().request(options)
            : Future.failedFuture(new NoHttp2Exception()));
  }

  private Future<HttpClientRequest> request(
      Origin origin, RequestOptions options, LongSupplier leftNanos) {
    if (!closed && origin.settings().asksForHttp2()) {
      return of(origin)
          .connection(leftNanos)
          .compose(shared -> shared.isPresent()
              ? shared.get().request(options)
              : http1(origin).request(options, leftNanos));
    }
    return http1(origin).request(options, leftNanos);
  }

  private Http1Origin http1(Origin origin) {
    Http1Origin known = http1Origins.get(origin);
    return known == null ? http1Origins.computeIfAbsent(origin, this::newHttp1Origin) : known;
  }

  private Http1Origin newHttp1Origin(Origin origin) {
    return new Http1Origin(
        coldStart,
        origin.settings().bounds(),
        worthwhile ->
            standstill.despite(connectHttp1(origin), () -> connectHttp1(origin), worthwhile),
        standstill::after,
        then -> vertx.setTimer(SWEEP_MILLIS, id -> then.run()));
  }

  private Future<Http1Connection> connectHttp1(Origin origin) {
    return connect(origin, () -> of(origin.settings())).map(this::newHttp1Connection);
  }

  private Http1Connection newHttp1Connection(HttpClientConnection made) {
    try {
      Http1Connection connection = new Http1Connection(made, pagePool);
      carriers.add(connection);
      made.closeHandler(v -> carriers.remove(connection));
      return connection;
    } catch (RuntimeException | Error unusable) {
      made.close();
      throw unusable;
    }
  }

  private static Future<HttpClientRequest> afterTheEnd() {
    return Future.failedFuture(CLOSED);
  }

  /** Connects to an origin, once, and sends nothing; does nothing where it is connected to already. */
  Future<Void> connect(Origin origin) {
    Future<Void> connected = !closed && origin.settings().asksForHttp2()
        ? of(origin)
            .connection(UpstreamClients::once)
            .compose(shared -> shared.isPresent() ? Future.succeededFuture() : rest(origin))
        : rest(origin);
    return connected.recover(failure -> failure instanceof ConnectionsInUseException
        ? Future.succeededFuture()
        : Future.failedFuture(failure));
  }

  /** For how long a connection ahead of need is wanted, in nanoseconds: not until it has been tried a second time. */
  private static long once() {
    return 1;
  }

  private Future<Void> rest(Origin origin) {
    return http1(origin)
        .request(origin.requestOptions("/"), UpstreamClients::once)
        .onSuccess(this::giveBack)
        .mapEmpty();
  }

  /** Takes back a request that was not sent; its connection is free for another. */
  void giveBack(HttpClientRequest unsent) {
    // Vert.x would log the reset as an error if nobody took note of it.
    unsent.exceptionHandler(reset -> {});
    carrier(unsent).reset(unsent);
  }

  /** The client for calls over HTTP/1.1. */
  HttpClientAgent of(ConnectionSettings settings) {
    HttpClientAgent client = http1.get(settings);
    return client == null
        ? http1.computeIfAbsent(settings, s -> ClientFactory.http1(vertx, engine, s))
        : client;
  }

  private AlpnOrigin of(Origin origin) {
    AlpnOrigin known = origins.get(origin);
    return known == null
        ? origins.computeIfAbsent(
            origin,
            o -> new AlpnOrigin(
                vertx, o.settings().bounds(), carriers, standstill, clock, () -> connectAlpn(o)))
        : known;
  }

  private Future<HttpClientConnection> connectAlpn(Origin origin) {
    return connect(
        origin,
        () -> alpn.computeIfAbsent(origin.settings(), s -> ClientFactory.alpn(vertx, engine, s)));
  }

  // On the context of the clients: a connection outlives the call that it is made for.
  private Future<HttpClientConnection> connect(Origin origin, Supplier<HttpClientAgent> client) {
    Promise<HttpClientConnection> connection = Promise.promise();
    context.runOnContext(v -> {
      if (closed) {
        connection.fail(CLOSED);
        return;
      }
      try {
        client
            .get()
            .connect(origin.connectOptions())
            .onSuccess(made -> certificates.see(origin, made.sslSession()))
            .onComplete(connection);
      } catch (RuntimeException | Error notBegun) {
        // Whoever waits for it must hear of that.
        connection.fail(notBegun);
      }
    });
    return connection.future();
  }

  /** What carries a request that has just been handed out. */
  Carrier carrier(HttpClientRequest request) {
    return carriers.of(request.connection());
  }

  /**
   * Closes the connections that nobody needs any more.
   *
   * @param used what calls may still ask for
   */
  public Future<Void> retain(Set<ConnectionSettings> used) {
    origins
        .entrySet()
        .removeIf(origin ->
            !used.contains(origin.getKey().settings()) || origin.getValue().unused());
    http1Origins
        .entrySet()
        .removeIf(origin ->
            !used.contains(origin.getKey().settings()) || origin.getValue().unused());
    List<Future<Void>> closing = new ArrayList<>();
    for (Map<ConnectionSettings, HttpClientAgent> clients : List.of(http1, alpn)) {
      clients.entrySet().removeIf(client -> {
        boolean disused = !used.contains(client.getKey());
        if (disused) {
          closing.add(client.getValue().shutdown(0, TimeUnit.MILLISECONDS));
          forget(client.getValue());
        }
        return disused;
      });
    }
    return Future.join(closing).mapEmpty();
  }

  /**
   * Vert.x keeps clients that were shut down until its verticle ends (vert.x issue 6268), and with them their TLS, which BoringSSL has outside of the
   * heap.
   */
  private void forget(HttpClientAgent client) {
    if (client instanceof CleanableHttpClient cleanable) {
      ((ContextInternal) context).removeCloseHook(cleanable.delegate);
    }
  }

  /** Closes every connection once its call has ended, or at the end of the grace period. */
  public Future<Void> shutdown(long graceMillis) {
    closed = true;
    return Future.join(Stream.of(http1, alpn)
            .flatMap(clients -> clients.values().stream())
            .map(client -> client.shutdown(graceMillis, TimeUnit.MILLISECONDS))
            .toList())
        .mapEmpty();
  }
}
