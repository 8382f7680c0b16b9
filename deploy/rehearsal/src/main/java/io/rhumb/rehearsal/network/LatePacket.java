package io.rhumb.rehearsal.network;

import java.nio.ByteBuffer;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A packet that arrives at a time of {@link System#nanoTime()}. */
final class LatePacket implements Delayed {

  private final PacketRelay.Door to;
  private final ByteBuffer packet;
  private final long dueNanos;

  LatePacket(PacketRelay.Door to, ByteBuffer packet, long dueNanos) {
    this.to = to;
    this.packet = packet;
    this.dueNanos = dueNanos;
  }

  void deliver() {
    to.deliver(packet);
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return other instanceof LatePacket late
        ? Long.signum(dueNanos - late.dueNanos)
        : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
