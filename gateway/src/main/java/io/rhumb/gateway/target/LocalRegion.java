package io.rhumb.gateway.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the region that this gateway runs in: configured, or else what the metadata server says. Cloud Run tells it
 * the region; Compute Engine and GKE have only the zone, of which it is the greater part.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract#metadata-server">Cloud Run's metadata server</a>
 */
public final class LocalRegion {

  private static final String INSTANCE = "/computeMetadata/v1/instance/";
  private static final Pattern REGION = Pattern.compile("projects/[^/]+/regions/([a-z0-9-]+)");
  private static final Pattern ZONE = Pattern.compile("projects/[^/]+/zones/([a-z0-9-]+)-[a-z]");

  private static final int TRY_MILLIS = 2_000;
  private static final long ALL_MILLIS = 5_000;

  /** Between the tries; a network that is not there yet refuses quickly. */
  private static final List<Long> PAUSES_MILLIS = List.of(250L, 500L, 1_000L);

  private final Vertx vertx;
  private final WebClient client;
  private final HostAndPort server;
  private final List<Long> pausesMillis;
  private final long allMillis;

  LocalRegion(
      Vertx vertx, WebClient client, HostAndPort server, List<Long> pausesMillis, long allMillis) {
    this.vertx = vertx;
    this.client = client;
    this.server = server;
    this.pausesMillis = pausesMillis;
    this.allMillis = allMillis;
  }

  /**
   * Finds the region, within about five seconds.
   *
   * @param vertx makes the requests
   * @param configured the region, if the configuration has one: then nobody is asked
   * @param metadataHost host, and port where it is not 80, of the metadata server
   * @return the region; fails with a message for the operator, which says what to configure
   */
  public static Future<String> find(Vertx vertx, Optional<String> configured, String metadataHost) {
    return configured.map(Future::succeededFuture).orElseGet(() -> ask(vertx, metadataHost));
  }

  private static Future<String> ask(Vertx vertx, String metadataHost) {
    HostAndPort server = HostAndPort.parseAuthority(metadataHost, 80);
    if (server == null) {
      return Future.failedFuture(new IllegalArgumentException(
          "metadata-host: " + metadataHost + " (expected: host or host:port)"));
    }
    WebClient client = client(vertx);
    return new LocalRegion(vertx, client, server, PAUSES_MILLIS, ALL_MILLIS)
        .ask()
        .onComplete(answer -> client.close());
  }

  static WebClient client(Vertx vertx) {
    return WebClient.create(
        vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(TRY_MILLIS));
  }

  Future<String> ask() {
    return attempt(0).timeout(allMillis, TimeUnit.MILLISECONDS).recover(this::explain);
  }

  private Future<String> attempt(int failures) {
    return once()
        .recover(failure -> failure instanceof Final || failures == pausesMillis.size()
            ? Future.failedFuture(failure)
            : vertx
                .timer(pausesMillis.get(failures), TimeUnit.MILLISECONDS)
                .compose(v -> attempt(failures + 1)));
  }

  private Future<String> once() {
    return get("region")
        .compose(answer -> answer.statusCode() == 404
            ? get("zone").compose(zone -> named(zone, ZONE))
            : named(answer, REGION));
  }

  private Future<HttpResponse<Buffer>> get(String what) {
    return client
        .get(server.port(), server.host(), INSTANCE + what)
        .putHeader("Metadata-Flavor", "Google")
        .timeout(TRY_MILLIS)
        .send()
        .compose(LocalRegion::genuine);
  }

  /** Networks exist that answer every request for every host. */
  private static Future<HttpResponse<Buffer>> genuine(HttpResponse<Buffer> answer) {
    return "Google".equals(answer.getHeader("Metadata-Flavor"))
        ? Future.succeededFuture(answer)
        : Future.failedFuture(new Final("answered without the header Metadata-Flavor: Google"));
  }

  private static Future<String> named(HttpResponse<Buffer> answer, Pattern expected) {
    if (answer.statusCode() != 200) {
      return Future.failedFuture("answered status " + answer.statusCode());
    }
    String body = answer.bodyAsString();
    Matcher name = expected.matcher(body == null ? "" : body.strip());
    return name.matches()
        ? Future.succeededFuture(name.group(1))
        : Future.failedFuture(new Final("answered something other than " + expected));
  }

  private Future<String> explain(Throwable failure) {
    String why = failure instanceof TimeoutException ? "no answer" : failure.getMessage();
    return Future.failedFuture(
        new IllegalStateException("local-region: not configured, and the metadata server " + server
            + " did not tell it: " + why + " (expected: set local-region, such as us-central1)"));
  }

  /** Another try would bring the same. */
  private static final class Final extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Final(String message) {
      super(message, null, false, false);
    }
  }
}
