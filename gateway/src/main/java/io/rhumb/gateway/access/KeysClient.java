package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Fetches signing keys over HTTP. */
final class KeysClient implements KeysSource {

  /** The longest that a request may wait for keys, since some do. A guess: ten times what the other side of the world takes. */
  private static final long TIMEOUT_MILLIS = 3_000;

  /** Google's set has some 2 KB. */
  private static final int LARGEST = 256 * 1024;

  private final String url;
  private final WebClient client;

  /** Believes the certificates that the Java runtime believes. */
  KeysClient(Vertx vertx, URI url) {
    this(vertx, url, new WebClientOptions());
  }

  /** Reaches the server as {@code options} say. */
  KeysClient(Vertx vertx, URI url, WebClientOptions options) {
    this.url = url.toString();
    this.client = WebClient.create(
        vertx, options.setFollowRedirects(false).setConnectTimeout((int) TIMEOUT_MILLIS));
  }

  @Override
  public String name() {
    return url;
  }

  @Override
  public Future<FetchedKeys> fetch() {
    return client
        .getAbs(url)
        .timeout(TIMEOUT_MILLIS)
        .send()
        // The one above starts again with every byte.
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .map(KeysClient::read);
  }

  private static FetchedKeys read(HttpResponse<Buffer> answer) {
    Buffer body = answer.body();
    if (answer.statusCode() != 200 || body == null || body.length() > LARGEST) {
      throw new IllegalArgumentException(
          "status " + answer.statusCode() + " (expected: 200 with a key set)");
    }
    Duration age = MaxAge.of(answer.getHeader("cache-control"));
    return new FetchedKeys(JsonWebKeys.usable(body.toJsonObject()), age);
  }

  @Override
  public void close() {
    client.close();
  }
}
