package io.rhumb.gateway.stub;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.function.Supplier;

/** One request, flawless until a test says otherwise. */
final class Call {

  private final StubWorld world;
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private HttpMethod method = HttpMethod.POST;
  private boolean chunked;
  private int port;
  private String serverName;
  private String host;
  private String uri;
  private Buffer body = Buffer.buffer(StubWorld.BODY);

  Call(StubWorld world) {
    this.world = world;
    this.port = world.stub.port();
    VertexEndpoint endpoint = world.stub.config().endpoint();
    this.serverName = endpoint.pscName();
    this.host = serverName;
    this.uri = endpoint.path("predict");
    headers.set("authorization", "Bearer " + world.token).set("content-type", "application/json");
  }

  Call method(HttpMethod newMethod) {
    method = newMethod;
    return this;
  }

  Call serverName(String newServerName) {
    serverName = newServerName;
    host = newServerName;
    return this;
  }

  Call host(String newHost) {
    host = newHost;
    return this;
  }

  Call uri(String newUri) {
    uri = newUri;
    return this;
  }

  Call header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  Call without(String name) {
    headers.remove(name);
    return this;
  }

  Call body(String newBody) {
    return body(Buffer.buffer(newBody));
  }

  Call body(Buffer newBody) {
    body = newBody;
    return this;
  }

  /** The body comes in chunks, without a content-length. */
  Call chunked() {
    chunked = true;
    return this;
  }

  /** To another stub that stands for the same endpoint. */
  Call to(int newPort) {
    port = newPort;
    return this;
  }

  /** The request, connected but not sent. */
  Future<HttpClientRequest> open() {
    return open(world.client, port);
  }

  Future<HttpClientRequest> open(HttpClient client, int toPort) {
    RequestOptions options = new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(toPort, "127.0.0.1"))
        .setSsl(!world.stub.config().plain())
        .setHost(serverName)
        .setPort(443)
        .setMethod(method)
        .setURI(uri)
        .setHeaders(headers);
    return client
        .request(options)
        .map(request -> request.setChunked(chunked).authority(HostAndPort.create(host, 443)));
  }

  /** An answer whose body is watched as it comes in. */
  Future<Received> receiving() {
    return onEventLoop(() -> open().compose(request -> request.send(body)).map(Received::new));
  }

  /** An answer of whose body nothing is read until it is resumed. */
  Future<Received> receivingNothing() {
    return onEventLoop(() -> open()
        .compose(request -> request.send(body))
        .map(response -> new Received(response.pause())));
  }

  Future<Answered> sending() {
    return onEventLoop(
        () -> open().compose(request -> request.send(body)).compose(response -> response
            .body()
            .map(all -> new Answered(response.statusCode(), response.headers(), all))));
  }

  Answered send() {
    return StubWorld.await(sending());
  }

  /** From another thread the handlers of a response might be set after its body has come in. */
  private <T> Future<T> onEventLoop(Supplier<Future<T>> call) {
    Promise<T> promise = Promise.promise();
    world.vertx.runOnContext(turn -> call.get().onComplete(promise));
    return promise.future();
  }
}
