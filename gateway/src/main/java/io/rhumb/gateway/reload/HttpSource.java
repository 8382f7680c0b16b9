package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.config.WholeFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What an HTTP server answers. Asked without vertx-config, whose HTTP store takes the page of a 404 or 503 for the configuration, and
 * without the web client, which keeps whatever a server sends until it has all of it.
 *
 * @param client asks it; closed with its Vert.x
 * @param url an absolute URL; paths in the configuration are relative to the working directory
 * @param timeoutMillis the longest that all of it may take
 */
record HttpSource(HttpClient client, URI url, long timeoutMillis) implements ConfigSource {

  private static final long TIMEOUT_MILLIS = 5_000;

  static HttpSource of(Vertx vertx, String location) {
    return of(vertx, location, TIMEOUT_MILLIS);
  }

  static HttpSource of(Vertx vertx, String location, long timeoutMillis) {
    try {
      URI url = new URI(location);
      if (url.getHost() != null && url.getUserInfo() == null) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) timeoutMillis);
        return new HttpSource(vertx.createHttpClient(options), url, timeoutMillis);
      }
    } catch (URISyntaxException notAUrl) {
      // Says the same.
    }
    throw new InvalidConfigException(
        ConfigSource.shown(location), List.of("no URL (expected: https://HOST/PATH)"));
  }

  @Override
  public String name() {
    return ConfigSource.shown(url.toString());
  }

  @Override
  public Future<ConfigContent> fetch() {
    return client
        .request(
            new RequestOptions().setAbsoluteURI(url.toString()).putHeader("user-agent", "rhumb"))
        .compose(this::exchange)
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .map(body -> ConfigContent.of(name(), Path.of(""), body.getBytes()))
        .recover(failure -> failure instanceof InvalidConfigException
            ? Future.failedFuture(failure)
            : refused("not readable: " + why(failure)));
  }

  /** With a time of its own, after which its connection goes: else a server that never ends would keep one for each look. */
  private Future<Buffer> exchange(HttpClientRequest request) {
    return request
        .send()
        .compose(this::body)
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private Future<Buffer> body(HttpClientResponse answer) {
    if (answer.statusCode() != 200) {
      return refused("status " + answer.statusCode() + " (expected: 200 with the configuration)");
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    answer
        .handler(piece -> {
          if (read.length() + piece.length() > WholeFile.LARGEST) {
            whole.tryFail(
                refusal("more than " + WholeFile.LARGEST + " bytes (expected: a configuration)"));
          } else {
            read.appendBuffer(piece);
          }
        })
        .exceptionHandler(whole::tryFail)
        .endHandler(v -> whole.tryComplete(read));
    return whole.future();
  }

  /** A time-out's message has the whole of what was asked for in it. */
  private String why(Throwable failure) {
    String query = url.getRawQuery();
    String message = String.valueOf(failure.getMessage());
    return query == null ? message : message.replace("?" + query, "");
  }

  private <T> Future<T> refused(String why) {
    return Future.failedFuture(refusal(why));
  }

  private InvalidConfigException refusal(String why) {
    return new InvalidConfigException(name(), List.of(why));
  }
}
