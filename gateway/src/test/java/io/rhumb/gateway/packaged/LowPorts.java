package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Port 443, which Private Service Connect has and the reference's environment cannot change. Whoever is not root may
 * not listen there; but on Linux one may be root in a network of one's own.
 */
final class LowPorts {

  static final int PORT = 443;

  private static final List<String> OWN_NETWORK = List.of(
      "unshare",
      "--user",
      "--map-root-user",
      "--net",
      "sh",
      "-c",
      "ip link set lo up && exec \"$@\"",
      "sh");

  private LowPorts() {}

  /** Whether this process may listen on port 443 of these addresses, and nobody else does. */
  static boolean permitted(String... addresses) {
    for (String address : addresses) {
      try (ServerSocket socket = new ServerSocket(PORT, 1, InetAddress.getByName(address))) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException refused) {
        return false;
      }
    }
    return true;
  }

  /** What keeps this user from having a network of one's own; empty: nothing. */
  static String ownNetworkRefused() {
    try {
      Ended ended = Rhumb.of(inOwnNetwork("true")).run();
      return ended.exitCode() == 0 ? "" : "exit code " + ended.exitCode() + ", " + ended.errText();
    } catch (UncheckedIOException noSuchCommand) {
      return String.valueOf(noSuchCommand.getMessage());
    }
  }

  /** Runs a main class of the tests in a network of its own, with nothing in it but the loopback. */
  static Ended runInOwnNetwork(Class<?> main, String argument) {
    return Rhumb.of(inOwnNetwork(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Drhumb.jar=" + Rhumb.JAR,
            "-Drhumb.root=" + Rhumb.ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument))
        .run();
  }

  private static List<String> inOwnNetwork(String... command) {
    List<String> all = new ArrayList<>(OWN_NETWORK);
    all.addAll(List.of(command));
    return all;
  }
}
