package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What judges the gateway: a stream counts as whole or as broken off only if it is, over a bare socket. */
class ClientTest {

  private static final String HALF = event("one") + event(" two");
  private static final String ALL = HALF + event(" three") + event(" four") + event(" five");
  private static final String MARK = "data: [DONE]\n\n";
  private static final String ERROR =
      "data: {\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}\n\n";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private static String event(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  /** What comes of a request that is answered with these events, and then that, before the connection is closed. */
  private static Answer answer(String events, String end) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Answer> asked =
          new Client(server.getLocalPort(), "m", Mode.STREAM).sendAsync(System.nanoTime());
      try (Socket connection = server.accept()) {
        readRequest(connection);
        String text = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
            + Integer.toHexString(events.length()) + "\r\n" + events + "\r\n" + end;
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      }
      return asked.join();
    }
  }

  private static void readRequest(Socket connection) throws IOException {
    StringBuilder request = new StringBuilder();
    while (!request.toString().endsWith("\r\n\r\n" + Mode.STREAM.body())) {
      request.append((char) connection.getInputStream().read());
    }
  }

  @Test
  void allEvents_mark_andEnd_isWhole() throws IOException {
    Answer answer = answer(ALL + MARK, LAST_CHUNK);
    assertThat(answer.whole()).isTrue();
    assertThat(answer.brokenOff()).isFalse();
    assertThat(answer.firstByteNanos()).isBetween(1L, answer.nanos());
  }

  @Test
  void everyOther_isNot() throws IOException {
    assertThat(answer(ALL + MARK, "").whole()).as("no end").isFalse();
    assertThat(answer(ALL, LAST_CHUNK).whole()).as("no mark").isFalse();
    assertThat(answer(HALF + MARK, LAST_CHUNK).whole()).as("half").isFalse();
    assertThat(answer(HALF + HALF + MARK, LAST_CHUNK).whole()).as("twice").isFalse();
  }

  @Test
  void half_error_andNoEnd_isBrokenOff() throws IOException {
    Answer answer = answer(HALF + ERROR, "");
    assertThat(answer.brokenOff()).isTrue();
    assertThat(answer.ended()).isFalse();
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void everyOther_passesForMoreThanItIs() throws IOException {
    assertThat(answer(HALF + ERROR, LAST_CHUNK).brokenOff()).as("clean end").isFalse();
    assertThat(answer(HALF, "").brokenOff()).as("no error").isFalse();
    assertThat(answer(HALF + ERROR + MARK, "").brokenOff()).as("mark").isFalse();
    assertThat(answer(HALF + HALF + ERROR, "").brokenOff()).as("asked again").isFalse();
  }
}
