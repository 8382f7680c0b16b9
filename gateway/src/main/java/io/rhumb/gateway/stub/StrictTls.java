package io.rhumb.gateway.stub;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's TLS, but only for the right server names, and with a {@link Doorman} who sees each connection before its
 * handshake: Vert.x shows a connection only after it.
 */
final class StrictTls extends SSLEngineOptions {

  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Doorman doorman;

  StrictTls(Collection<String> names, Doorman doorman) {
    this.names.addAll(names);
    this.doorman = doorman;
  }

  @Override
  public SSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new Factory();
  }

  private final class Factory implements SslContextFactory {

    private List<String> protocols = List.of();
    private @Nullable X509ExtendedKeyManager keys;

    @Override
    public SslContextFactory applicationProtocols(List<String> applicationProtocols) {
      protocols = applicationProtocols;
      return this;
    }

    @Override
    public SslContextFactory keyMananagerFactory(KeyManagerFactory factory) {
      keys = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
      return this;
    }

    @Override
    public SslContext create() throws SSLException {
      X509ExtendedKeyManager own = Objects.requireNonNull(keys, "a server has a certificate");
      SslContext context = SslContextBuilder.forServer(new SniKeyManager(own, names))
          .sslProvider(SslProvider.JDK)
          .applicationProtocolConfig(alpn())
          .build();
      return new WatchedContext(context);
    }

    /** A client that speaks neither protocol is turned away (RFC 7301, section 3.2). */
    private ApplicationProtocolConfig alpn() {
      return new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.FATAL_ALERT,
          SelectedListenerFailureBehavior.FATAL_ALERT,
          protocols);
    }
  }

  private final class WatchedContext extends DelegatingSslContext {

    WatchedContext(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {}

    @Override
    protected SslHandler newHandler(
        ByteBufAllocator allocator,
        String peerHost,
        int peerPort,
        boolean startTls,
        Executor executor) {
      return new WatchedHandler(newEngine(allocator, peerHost, peerPort), executor);
    }
  }

  private final class WatchedHandler extends SslHandler {

    WatchedHandler(SSLEngine engine, Executor executor) {
      super(engine, executor);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
      super.handlerAdded(context);
      doorman.accepted(context.channel());
      handshakeFuture().addListener(ended -> doorman.handshakeEnded(ended.isSuccess()));
    }
  }
}
