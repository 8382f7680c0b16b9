package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Vert.x writes, and in how many pieces it comes to the socket. */
final class GuardedServerTest {

  private final List<String> writes = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = GuardedServer.create(vertx, new HttpServerOptions(), new Limits(Bounds.of(1, 1)));
    server.requestHandler(this::answer);
    done(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() throws Exception {
    done(vertx.close());
  }

  @Test
  void answer_isOneWrite() throws Exception {
    assertThat(get("/whole")).isEqualTo("all of it");
    assertThat(writes).singleElement().asString().endsWith("\r\n\r\nall of it");
  }

  @Test
  void chunkOfAStream_isOneWrite() throws Exception {
    assertThat(get("/chunks")).isEqualTo("first, second, third");
    assertThat(writes).contains("8\r\nsecond, \r\n", "5\r\nthird\r\n");
  }

  private void answer(HttpServerRequest request) {
    ((HttpServerConnection) request.connection())
        .channelHandlerContext()
        .pipeline()
        .addFirst(new Recorder());
    HttpServerResponse response = request.response();
    if (request.path().equals("/whole")) {
      response.end("all of it").onComplete(written -> {});
    } else {
      response.setChunked(true);
      response.write("first, ").onComplete(written -> {});
      response.write("second, ").onComplete(written -> {});
      response.write("third").onComplete(written -> {});
      response.end().onComplete(written -> {});
    }
  }

  private String get(String path) throws Exception {
    return done(vertx
        .createHttpClient()
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(body -> body.toString(StandardCharsets.UTF_8))));
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private final class Recorder extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      writes.add(((ByteBuf) msg).toString(StandardCharsets.UTF_8));
      ChannelFuture unused = ctx.write(msg, promise);
    }
  }
}
