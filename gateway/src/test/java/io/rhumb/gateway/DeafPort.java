package io.rhumb.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port behind which nobody accepts connections. */
public final class DeafPort implements AutoCloseable {

  /** The kernel takes a few more than it is asked to. */
  private static final int FILLERS = 8;

  private final ServerSocket socket;
  private final List<SocketChannel> fillers = new ArrayList<>();

  private DeafPort(int backlog) throws IOException {
    socket = new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
  }

  /** The kernel takes connections, and nobody ever speaks on them. */
  static DeafPort silent() throws IOException {
    return new DeafPort(128);
  }

  /** The kernel drops what asks for a connection, as a firewall does. */
  public static DeafPort dropping() throws IOException {
    DeafPort port = new DeafPort(1);
    for (int i = 0; i < FILLERS; i++) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port.number()));
      port.fillers.add(filler);
    }
    return port;
  }

  public int number() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    socket.close();
  }
}
