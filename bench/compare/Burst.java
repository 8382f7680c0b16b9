import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many clients of a gateway who ask at the same instant, over connections that stand. Arguments: port, clients, file of the body. Prints on one line when the first of the
 * answers was there, half of them, all of them, in milliseconds since, and how many were no 200.
 */
public final class Burst {

  private Burst() {}

  /** Asks once. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int clients = Integer.parseInt(args[1]);
    byte[] request = request(Files.readAllBytes(Path.of(args[2])));
    CountDownLatch ready = new CountDownLatch(clients);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    Future<?>[] asked = new Future<?>[clients];
    double[] millis = new double[clients];
    int[] statuses = new int[clients];
    long[] begin = new long[1];
    for (int i = 0; i < clients; i++) {
      int client = i;
      asked[i] = threads.submit(() -> {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          ready.countDown();
          go.await();
          socket.getOutputStream().write(request);
          statuses[client] = answer(new DataInputStream(socket.getInputStream()));
          millis[client] = (System.nanoTime() - begin[0]) / 1e6;
        }
        return null;
      });
    }
    ready.await();
    begin[0] = System.nanoTime();
    go.countDown();
    for (Future<?> one : asked) {
      one.get();
    }
    threads.shutdown();
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%.0f %.0f %.0f %d%n",
        millis[0],
        millis[(clients - 1) / 2],
        millis[clients - 1],
        Arrays.stream(statuses).filter(status -> status != 200).count());
  }

  private static byte[] request(byte[] body) {
    byte[] head = ("POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** Reads an answer whose length is announced. */
  private static int answer(DataInputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    in.readFully(new byte[length]);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended (expected: an answer)");
      }
      line.append(c == '\r' ? "" : (char) c);
    }
    return line.toString();
  }
}
