package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.World;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Vert.x writes, and in how many pieces it comes to the socket. */
final class GuardedServerTest {

  /** More than is in one piece. */
  private static final String LARGE = "x".repeat(100_000);

  private final Limits limits =
      new Limits(Bounds.times(Duration.ofSeconds(5), Duration.ofSeconds(5)));
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final List<Integer> references = new CopyOnWriteArrayList<>();
  private volatile int failing = Integer.MAX_VALUE;
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    // As the gateway's.
    HttpServerOptions options = new HttpServerOptions().setStrictThreadMode(true);
    server = GuardedServer.create(vertx, options, limits, PagePool.none());
    server.requestHandler(this::answer);
    World.await(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    World.await(vertx.close());
  }

  @Test
  void answer_isOneWrite() {
    assertThat(get("/whole")).isEqualTo("all of it");
    assertThat(writes).singleElement().asString().endsWith("\r\n\r\nall of it");
  }

  @Test
  void chunkOfAStream_isOneWrite() {
    assertThat(get("/chunks")).isEqualTo("first, second, third");
    assertThat(writes).contains("8\r\nsecond, \r\n", "5\r\nthird\r\n");
  }

  @Test
  void largeChunkBetweenSmallOnes_comesBetweenThem() {
    assertThat(get("/mixed")).isEqualTo("first, " + LARGE + "third");
    assertThat(writes).contains("5\r\nthird\r\n");
  }

  /** Netty's encoder would write the pieces of a chunk once more, and release them twice. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void writeThatFails_isMadeOnce_andEndsTheConnection(int which) {
    failing = which;
    assertThatThrownBy(() -> get("/mixed")).hasStackTraceContaining("Connection was closed");
    assertThat(references).doesNotContain(0);
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
      String second = request.path().equals("/mixed") ? LARGE : "second, ";
      response.write(second).onComplete(written -> {});
      response.write("third").onComplete(written -> {});
      response.end().onComplete(written -> {});
    }
  }

  private String get(String path) {
    return World.await(vertx
        .createHttpClient()
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(body -> body.toString(StandardCharsets.UTF_8))));
  }

  private final class Recorder extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      references.add(ReferenceCountUtil.refCnt(msg));
      if (references.size() >= failing) {
        ReferenceCountUtil.release(msg);
        promise.tryFailure(new IOException("broken"));
      } else {
        writes.add(((ByteBuf) msg).toString(StandardCharsets.UTF_8));
        ChannelFuture unused = ctx.write(msg, promise);
      }
    }
  }
}
