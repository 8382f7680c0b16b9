import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From exec to the first predict answered, for several ways to start a gateway, in turns.
 *
 * <p>Arguments: the configuration, how many rounds, and for each way {@code name=command line}, to which {@code gateway --config … --port
 * … --management-port …} is added. Prints a line for each start, and a table. What is timed begins before the process is
 * made and ends with the last byte of the first answer 200; the port is tried every millisecond until it is open.
 */
final class Startup {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";
  private static final byte[] REQUEST = ("POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
          + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
      .getBytes(StandardCharsets.US_ASCII);

  public static void main(String[] arguments) throws Exception {
    Path config = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Map<String, String> ways = new LinkedHashMap<>();
    for (String way : Arrays.copyOfRange(arguments, 2, arguments.length)) {
      ways.put(way.substring(0, way.indexOf('=')), way.substring(way.indexOf('=') + 1));
    }
    Map<String, List<Start>> seen = new LinkedHashMap<>();
    // The round before the first warms the page cache, the regions and this client.
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, String> way : ways.entrySet()) {
        Start start = start(way.getValue(), config);
        if (round > 0) {
          seen.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(start);
          System.err.printf("round %d: %s: %.0f ms, CPU %.0f ms%n", round, way.getKey(), start.millis, start.cpuMillis);
        }
      }
    }
    System.out.println("| | least, ms | median, ms | most, ms | CPU, median, ms |\n|---|---:|---:|---:|---:|");
    seen.forEach((name, starts) -> {
      double[] sorted = starts.stream().mapToDouble(Start::millis).sorted().toArray();
      double[] cpu = starts.stream().mapToDouble(Start::cpuMillis).sorted().toArray();
      System.out.printf("| %s | %.0f | %.0f | %.0f | %.0f |%n", name, sorted[0], median(sorted), sorted[sorted.length - 1], median(cpu));
    });
  }

  /** CPU is that of user and system, of all threads, which the system counts in hundredths of a second. */
  private record Start(double millis, double cpuMillis) {}

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Start start(String command, Path config) throws Exception {
    int port = freePort();
    List<String> line = new ArrayList<>(Arrays.asList(command.split(" ")));
    line.addAll(List.of("gateway", "--config", config.toString(), "--port", "" + port, "--management-port", "" + freePort()));
    File log = Files.createTempFile("rhumb-startup", ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log);
    long begin = System.nanoTime();
    Process gateway = builder.start();
    try {
      awaitAnswer(gateway, port, begin);
      double millis = (System.nanoTime() - begin) / 1e6;
      return new Start(millis, gateway.info().totalCpuDuration().orElseThrow().toMillis());
    } catch (IOException failure) {
      throw new IOException(command + ": " + failure.getMessage() + "\n" + Files.readString(log.toPath()), failure);
    } finally {
      gateway.destroy();
      gateway.waitFor();
      Files.delete(log.toPath());
    }
  }

  private static void awaitAnswer(Process gateway, int port, long begin) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    while (System.nanoTime() - begin < PATIENCE_NANOS && gateway.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(address);
        socket.getOutputStream().write(REQUEST);
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/1.1 200")) {
          throw new IOException("the first answer was " + answer);
        }
        return;
      } catch (java.net.ConnectException notYet) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    throw new IOException("no answer (expected: one within 30 s)");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
