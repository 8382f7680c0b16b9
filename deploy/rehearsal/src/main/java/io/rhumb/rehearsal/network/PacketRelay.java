package io.rhumb.rehearsal.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands IPv4 packets from region to region, late, and loses some. A packet for {@code 10.<n>.x.y} goes to region n. Thread-safe; it
 * has a thread per region that receives, and one that sends.
 */
final class PacketRelay implements AutoCloseable {

  /** More than the devices let through. */
  private static final int LARGEST = 2048;

  private static final int DESTINATION = 16;
  private static final int SHORTEST = 20;

  private final Map<Integer, Door> doors = new ConcurrentHashMap<>();
  private final DelayQueue<LatePacket> onTheWay = new DelayQueue<>();
  private final SplittableRandom random;
  private final double loss;

  private PacketRelay(double loss, long seed) {
    this.loss = loss;
    this.random = new SplittableRandom(seed);
  }

  /** A relay that runs, and knows no region. */
  static PacketRelay start(double loss, long seed) {
    PacketRelay relay = new PacketRelay(loss, seed);
    daemon("wan", relay::send);
    return relay;
  }

  /** Takes packets from a region, and others' for it. */
  void open(Uplink uplink, int port) {
    try {
      DatagramChannel channel =
          DatagramChannel.open().bind(new InetSocketAddress(uplink.peer(), port));
      Door door = new Door(
          channel,
          new InetSocketAddress(uplink.address(), port),
          uplink.oneWay().toNanos());
      doors.put(uplink.number(), door);
      daemon("wan " + uplink.number(), () -> receive(door));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Which region a packet is for.
   *
   * @return its number; -1 if this is no IPv4 packet for {@code 10.0.0.0/8}
   */
  static int destination(ByteBuffer packet) {
    boolean known = packet.remaining() >= SHORTEST
        && packet.get(packet.position()) >> 4 == 4
        && packet.get(packet.position() + DESTINATION) == 10;
    return known ? packet.get(packet.position() + DESTINATION + 1) & 0xff : -1;
  }

  @Override
  public void close() {
    doors.values().forEach(Door::close);
  }

  private void receive(Door from) {
    try {
      while (true) {
        ByteBuffer packet = ByteBuffer.allocate(LARGEST);
        from.channel().receive(packet);
        accept(from, packet.flip());
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void accept(Door from, ByteBuffer packet) {
    @Nullable Door to = doors.get(destination(packet));
    if (to != null && !isLost()) {
      long due = System.nanoTime() + from.oneWayNanos() + to.oneWayNanos();
      onTheWay.add(new LatePacket(to, packet, due));
    }
  }

  private synchronized boolean isLost() {
    return random.nextDouble() < loss;
  }

  private void send() {
    try {
      while (true) {
        onTheWay.take().deliver();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A region's side. */
  record Door(DatagramChannel channel, InetSocketAddress peer, long oneWayNanos) {

    void deliver(ByteBuffer packet) {
      try {
        channel.send(packet, peer);
      } catch (IOException lost) {
        // As packets are.
      }
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
