package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** A metadata server on a real socket, as good or as bad as a test wants it. */
final class MetadataServer implements AutoCloseable {

  private static final String TOKEN = "/computeMetadata/v1/instance/service-accounts/default/token";

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Handler<HttpServerRequest> answer = request -> {};

  MetadataServer(Vertx vertx) {
    server =
        Await.value(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
  }

  String host() {
    return "127.0.0.1:" + server.actualPort();
  }

  int requests() {
    return requests.get();
  }

  /** Issues {@code ya29.token-1}, {@code ya29.token-2}, … */
  void rotates(int lifeSeconds) {
    answer = request -> token(request, "ya29.token-" + requests.get(), lifeSeconds);
  }

  void issues(String token, int lifeSeconds) {
    answer = request -> token(request, token, lifeSeconds);
  }

  void answers(int status, String body) {
    answer = request -> request.response().setStatusCode(status).end(body);
  }

  /** Never answers; the future completes when somebody waits for it. */
  Future<Void> hangs() {
    Promise<Void> asked = Promise.promise();
    answer = request -> asked.tryComplete();
    return asked.future();
  }

  @Override
  public void close() {
    Await.value(server.close());
  }

  private void handle(HttpServerRequest request) {
    boolean asked = request.path().equals(TOKEN)
        && "Google".equals(request.getHeader("Metadata-Flavor"))
        && "https://www.googleapis.com/auth/cloud-platform".equals(request.getParam("scopes"));
    if (asked) {
      requests.incrementAndGet();
      answer.handle(request);
    } else {
      request.response().setStatusCode(400).end();
    }
  }

  private static void token(HttpServerRequest request, String token, int lifeSeconds) {
    JsonObject body = new JsonObject()
        .put("access_token", token)
        .put("expires_in", lifeSeconds)
        .put("token_type", "Bearer");
    request
        .response()
        .putHeader("Metadata-Flavor", "Google")
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }
}
