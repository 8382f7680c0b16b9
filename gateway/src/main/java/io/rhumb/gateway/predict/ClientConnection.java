package io.rhumb.gateway.predict;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/** What is below a request: ends what its client does not take. */
public final class ClientConnection {

  /** HTTP/2's CANCEL (RFC 9113, section 7). */
  private static final long CANCEL = 8;

  /** HTTP/2's INTERNAL_ERROR (RFC 9113, section 7). */
  private static final long INTERNAL_ERROR = 2;

  private ClientConnection() {}

  /** The body of a request is about to be held until it is whole. Over HTTP/2 Vert.x has copied it by the time that it can be seen. */
  static void gather(HttpServerRequest request) {
    Http1Guard guard = guard(request);
    if (guard != null) {
      guard.gather();
    }
  }

  /** Nobody holds the body of a request any more, of which more may come. */
  static void letGo(HttpServerRequest request) {
    Http1Guard guard = guard(request);
    if (guard != null) {
      guard.letGo();
    }
  }

  private static @Nullable Http1Guard guard(HttpServerRequest request) {
    return channel(request).pipeline().get(Http1Guard.class);
  }

  /** Gives an answer up that nobody takes: the stream, or with HTTP/1 the connection. */
  public static void giveUp(HttpServerRequest request) {
    end(request, CANCEL);
  }

  /** Ends an answer that cannot be completed: the stream, or with HTTP/1 the connection. */
  static void breakOff(HttpServerRequest request) {
    end(request, INTERNAL_ERROR);
  }

  private static void end(HttpServerRequest request, long code) {
    if (request.version() == HttpVersion.HTTP_2) {
      reset(channel(request), request.response().streamId(), code);
    } else {
      close(request);
    }
  }

  /** Resets a stream that is still open. Vert.x takes one for ended whose end it has handed over, be it that its bytes wait for a window. */
  private static void reset(ChannelHandlerContext channel, int stream, long code) {
    Http2ConnectionHandler http2 = (Http2ConnectionHandler) channel.handler();
    if (http2.connection().stream(stream) != null) {
      http2
          .encoder()
          .writeRstStream(channel, stream, code, channel.newPromise())
          .addListener(sent -> {});
      channel.channel().flush();
    }
  }

  /** Closes the connection at once. Vert.x's own close would first wait for what is unsent to be taken. */
  static void close(HttpServerRequest request) {
    channel(request).close().addListener(closed -> {});
  }

  private static ChannelHandlerContext channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext();
  }
}
