package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an HTTP server answers. Asked without vertx-config, whose HTTP store takes the page of a 404 or 503 for the configuration.
 *
 * @param client asks it; closed with its Vert.x
 * @param url an absolute URL; paths in the configuration are relative to the working directory
 */
record HttpSource(WebClient client, URI url) implements ConfigSource {

  private static final long TIMEOUT_MILLIS = 5_000;

  static HttpSource of(Vertx vertx, String location) {
    try {
      URI url = new URI(location);
      if (url.getHost() != null && url.getUserInfo() == null) {
        return new HttpSource(client(vertx), url);
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
        .getAbs(url.toString())
        .timeout(TIMEOUT_MILLIS)
        .send()
        .recover(failure -> refused("not readable: " + why(failure)))
        .compose(this::content);
  }

  private static WebClient client(Vertx vertx) {
    return WebClient.create(
        vertx,
        new WebClientOptions().setFollowRedirects(false).setConnectTimeout((int) TIMEOUT_MILLIS));
  }

  private Future<ConfigContent> content(HttpResponse<Buffer> answer) {
    Buffer body = answer.body();
    return answer.statusCode() != 200 || body == null
        ? refused("status " + answer.statusCode() + " (expected: 200 with the configuration)")
        : Future.succeededFuture(ConfigContent.of(name(), Path.of(""), body.getBytes()));
  }

  /** A time-out's message has the whole of what was asked for in it. */
  private String why(Throwable failure) {
    String query = url.getRawQuery();
    String message = String.valueOf(failure.getMessage());
    return query == null ? message : message.replace("?" + query, "");
  }

  private <T> Future<T> refused(String why) {
    return Future.failedFuture(new InvalidConfigException(name(), List.of(why)));
  }
}
