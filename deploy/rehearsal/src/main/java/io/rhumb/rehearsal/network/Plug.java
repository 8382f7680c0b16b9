package io.rhumb.rehearsal.network;

/**
 * One end of a cable.
 *
 * @param host where
 * @param device what the host calls it, 15 letters at the most
 * @param address of the host there; the other end's differs in the last byte alone
 */
public record Plug(Host host, String device, String address) {

  void up() {
    host.ip("addr", "add", address + "/24", "dev", device);
    host.ip("link", "set", device, "up");
  }
}
