package io.rhumb.gateway.stub;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/** What can be done to a connection below HTTP and TLS. */
final class Sockets {

  private static final String ENCODER = "httpEncoder";

  private Sockets() {}

  /** Writes bytes past the encoder of an HTTP/1 server's connection, below HTTP and above TLS. On its event loop. */
  static void writeRaw(ChannelHandlerContext server, String text) {
    ChannelHandlerContext encoder = server.pipeline().context(ENCODER);
    ChannelFuture unused = encoder.writeAndFlush(ByteBufUtil.writeAscii(encoder.alloc(), text));
  }

  /** Resets a connection: what is not sent yet is dropped, and the peer gets a TCP RST instead of an orderly end. */
  static void reset(Channel channel) {
    // With no time to linger, close() sends RST: socket(7), SO_LINGER.
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext first = channel.pipeline().firstContext();
    // Closing from the first handler on passes by the TLS handler,
    // which would say goodbye in its own protocol.
    ChannelFuture unused = first == null ? channel.close() : first.close();
  }
}
