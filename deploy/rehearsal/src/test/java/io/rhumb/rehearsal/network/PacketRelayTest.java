package io.rhumb.rehearsal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Over sockets of this machine: 127.0.0.n is a region's router, 127.0.1.n the relay's side. */
final class PacketRelayTest {

  private static final Host NOWHERE = new Host("");

  @AutoClose
  private final DatagramSocket first = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));

  @AutoClose
  private final DatagramSocket second =
      new DatagramSocket(new InetSocketAddress("127.0.0.2", first.getLocalPort()));

  PacketRelayTest() throws IOException {}

  @Test
  void packet_arrivesLate() throws IOException {
    try (PacketRelay relay = relay(0)) {
      long begin = System.nanoTime();
      send(2);
      byte[] got = receive();

      assertThat(got).isEqualTo(packet(2));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(50));
    }
  }

  @Test
  void packets_keepTheirOrder() throws IOException {
    try (PacketRelay relay = relay(0)) {
      for (int i = 0; i < 50; i++) {
        byte[] packet = packet(2);
        packet[8] = (byte) i;
        send(packet);
      }
      for (int i = 0; i < 50; i++) {
        assertThat(receive()[8]).isEqualTo((byte) i);
      }
    }
  }

  @Test
  void packet_lossy_isLost() throws IOException {
    try (PacketRelay relay = relay(1)) {
      send(2);

      second.setSoTimeout(200);
      assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void destination() {
    assertThat(PacketRelay.destination(ByteBuffer.wrap(packet(7)))).isEqualTo(7);
    assertThat(PacketRelay.destination(ByteBuffer.wrap(packet(250)))).isEqualTo(250);
    assertThat(PacketRelay.destination(ByteBuffer.wrap(new byte[19]))).isEqualTo(-1);
    byte[] six = packet(7);
    six[0] = 0x60;
    assertThat(PacketRelay.destination(ByteBuffer.wrap(six))).isEqualTo(-1);
    byte[] elsewhere = packet(7);
    elsewhere[16] = 11;
    assertThat(PacketRelay.destination(ByteBuffer.wrap(elsewhere))).isEqualTo(-1);
  }

  private PacketRelay relay(double loss) {
    PacketRelay relay = PacketRelay.start(loss, 1);
    relay.open(uplink(1), first.getLocalPort());
    relay.open(uplink(2), first.getLocalPort());
    return relay;
  }

  private static Uplink uplink(int number) {
    return new Uplink(
        NOWHERE, number, Duration.ofMillis(25), "127.0.0." + number, "127.0.1." + number);
  }

  private void send(int region) throws IOException {
    send(packet(region));
  }

  private void send(byte[] packet) throws IOException {
    first.send(new DatagramPacket(
        packet, packet.length, InetAddress.getByName("127.0.1.1"), first.getLocalPort()));
  }

  private byte[] receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    second.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** The head of an IPv4 packet for {@code 10.<region>.0.1}. */
  private static byte[] packet(int region) {
    byte[] packet = new byte[20];
    packet[0] = 0x45;
    packet[16] = 10;
    packet[17] = (byte) region;
    packet[19] = 1;
    return packet;
  }
}
