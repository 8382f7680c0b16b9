package io.rhumb.gateway.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** The connections over which the requests of a plan are sent. To be used on one event loop, and closed. */
final class LoadClient {

  private static final String CONTENT_TYPE = "content-type";

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final RequestOptions head;
  private final Buffer body;
  private final int timeoutMillis;

  LoadClient(Vertx vertx, LoadPlan plan) {
    this.vertx = vertx;
    this.head = head(plan);
    this.body = plan.body();
    this.timeoutMillis = Math.toIntExact(plan.timeout().toMillis());
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(plan.connections()).setHttp2MaxSize(plan.connections());
    this.client = vertx.createHttpClient(options(plan, timeoutMillis), pool);
  }

  private static HttpClientOptions options(LoadPlan plan, int timeoutMillis) {
    // A connect that outlives the request that wanted it would take the place of others.
    HttpClientOptions options =
        new HttpClientOptions().setSsl(plan.target().tls()).setConnectTimeout(timeoutMillis);
    if (plan.http2()) {
      options
          .setProtocolVersion(HttpVersion.HTTP_2)
          // At once, without an offer to upgrade first.
          .setHttp2ClearTextUpgrade(false)
          .setUseAlpn(plan.target().tls())
          .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
    }
    return options;
  }

  private static RequestOptions head(LoadPlan plan) {
    RequestOptions head = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(plan.target().host())
        .setPort(plan.target().port())
        .setSsl(plan.target().tls())
        .setURI(plan.target().path());
    plan.headers().forEach(header -> head.addHeader(header.name(), header.value()));
    if (plan.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase(CONTENT_TYPE))) {
      head.addHeader(CONTENT_TYPE, "application/json");
    }
    return head;
  }

  /** A request that is not sent yet, once there is a connection for it. */
  Future<HttpClientRequest> open() {
    return client.request(head);
  }

  /** What each request carries. */
  Buffer body() {
    return body;
  }

  /** Tells when a request that begins now has had all of its time; returns what {@link #cancel} takes. */
  long afterTimeout(Runnable action) {
    return vertx.setTimer(timeoutMillis, fired -> action.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  Future<Void> close() {
    return client.close();
  }
}
