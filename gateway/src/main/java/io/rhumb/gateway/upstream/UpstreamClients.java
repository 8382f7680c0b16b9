package io.rhumb.gateway.upstream;

import io.rhumb.gateway.operation.Operation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
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
import java.util.stream.Stream;

/**
 * The HTTP clients of one event loop: one for each {@linkplain ConnectionSettings way of connecting}, so that TLS settings belong to a
 * client and never to a request, and a second one where targets may speak HTTP/2. A client is made when it is first needed. To be
 * created and used on that event loop; the connections live there too.
 */
public final class UpstreamClients {

  /**
   * What part of a connect's bound a call of a cold gateway waits for somebody else's connection before it makes its own (a guess).
   * With a quarter, and four connects at once, half of eighty calls made their own on two cores that they shared with clients and target.
   */
  private static final int PATIENCE = 2;

  private static final String CLOSED = "closed (expected: no call after the gateway's end)";

  private final Vertx vertx;
  private final Context context;
  private final Carriers carriers;
  private final PeerCertificates certificates;
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
    this(vertx, new PeerCertificates());
  }

  /**
   * As the other.
   *
   * @param certificates hears of each connection
   */
  public UpstreamClients(Vertx vertx, PeerCertificates certificates) {
    this(vertx, certificates, TlsEngine.ofEnvironment(), System::nanoTime);
  }

  UpstreamClients(
      Vertx vertx, PeerCertificates certificates, TlsEngine engine, LongSupplier clock) {
    this.vertx = vertx;
    this.engine = engine;
    this.certificates = certificates;
    this.context = vertx.getOrCreateContext();
    this.carriers = new Carriers(vertx);
    this.clock = clock;
    this.standstill = new Standstill(vertx, clock);
  }

  /**
   * Asks for a connection to a target.
   *
   * @param leftNanos for how long the call still goes on; 0: not any more, and if it has to wait for others it gets none
   * @return a request, to be sent or {@linkplain UpstreamCall#giveBack given back} at once; fails, and nothing is thrown, if there is
   *     none to be had
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
    long patienceMillis =
        Math.max(1, origin.settings().bounds().connectTimeout().toMillis() / PATIENCE);
    return new Http1Origin(
        coldStart,
        (options, leftNanos) -> requestPooled(origin, options, leftNanos),
        then -> standstill.after(patienceMillis, then));
  }

  private Future<HttpClientRequest> requestPooled(
      Origin origin, RequestOptions options, LongSupplier leftNanos) {
    Future<HttpClientRequest> request = requestPooled(origin, options);
    return request.isComplete()
        ? request
        : standstill.despite(
            request,
            () -> requestPooled(origin, options),
            () -> leftNanos.getAsLong()
                > origin.settings().bounds().connectTimeout().toNanos());
  }

  private Future<HttpClientRequest> requestPooled(Origin origin, RequestOptions options) {
    if (closed) {
      return afterTheEnd();
    }
    try {
      return of(origin.settings()).request(options);
    } catch (IllegalStateException closing) {
      return Future.failedFuture(closing);
    }
  }

  private static Future<HttpClientRequest> afterTheEnd() {
    return Future.failedFuture(CLOSED);
  }

  /** Connects to an origin, once, and sends nothing; does nothing where there is a connection to be had. */
  Future<Void> connect(Origin origin) {
    if (!closed && origin.settings().asksForHttp2()) {
      return of(origin)
          .connection(UpstreamClients::once)
          .compose(shared -> shared.isPresent() ? Future.succeededFuture() : connectHttp1(origin));
    }
    return connectHttp1(origin);
  }

  /** For how long a connection ahead of need is wanted, in nanoseconds: not until it has been tried a second time. */
  private static long once() {
    return 1;
  }

  private Future<Void> connectHttp1(Origin origin) {
    return http1(origin)
        .request(origin.requestOptions("/"), UpstreamClients::once)
        .onSuccess(request -> {
          carrier(origin, request);
          UpstreamCall.giveBack(request);
        })
        .mapEmpty();
  }

  /** A call was answered to its end. Its connection will be idle once this turn of the event loop is over. */
  void answered(UpstreamTarget target) {
    Http1Origin origin = http1Origins.get(target.origin());
    if (origin != null && origin.awaited()) {
      context.runOnContext(v -> origin.freed());
    }
  }

  /** The client for calls over HTTP/1.1. */
  HttpClientAgent of(ConnectionSettings settings) {
    HttpClientAgent client = http1.get(settings);
    return client == null
        ? http1.computeIfAbsent(settings, s -> ClientFactory.http1(vertx, engine, s, carriers))
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

  // On the context of the clients: a connection outlives the call that it is made for.
  private Future<HttpClientConnection> connectAlpn(Origin origin) {
    Promise<HttpClientConnection> connection = Promise.promise();
    context.runOnContext(v -> {
      if (closed) {
        connection.fail(CLOSED);
        return;
      }
      try {
        alpn.computeIfAbsent(origin.settings(), s -> ClientFactory.alpn(vertx, engine, s))
            .connect(origin.connectOptions())
            .onSuccess(made -> certificates.see(origin, made.sslSession()))
            .onComplete(connection);
      } catch (IllegalStateException closing) {
        connection.fail(closing);
      }
    });
    return connection.future();
  }

  /** What carries a request that has just been handed out for a target. */
  Carrier carrier(UpstreamTarget target, HttpClientRequest request) {
    return carrier(target.origin(), request);
  }

  private Carrier carrier(Origin origin, HttpClientRequest request) {
    HttpConnection connection = request.connection();
    Carrier carrier = carriers.of(connection);
    if (carrier == Carrier.FRESH) {
      certificates.see(origin, connection.sslSession());
    }
    return carrier;
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
    http1Origins.values().removeIf(Http1Origin::unused);
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
