package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A client hangs up while two attempts are running for it, or in the middle of its stream: the regions see that nobody wants their
 * answers any more.
 */
final class ClientGone extends FaultRow {

  /** Waits until things have come so far that the client may leave. */
  private interface Moment {
    void await(Site site, Socket client) throws IOException;
  }

  private static final Duration BOUND = Duration.ofMillis(100);
  private static final int TIMEOUT_MILLIS = 30_000;

  ClientGone() {
    super("22", "the client disconnects");
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model)
        .strategy("{hedged: {of: local-first, budget: 100%, delay: 10ms}}");
  }

  @Override
  void play(Scene scene) throws IOException {
    scene.warmUp();
    int rounds = scene.form().pick(20, 200);
    leave(scene, rounds, Fault.blackhole(), ClientGone::awaitBothAttempts);
    if (scene.mode() == Mode.STREAM) {
      leave(scene, rounds, Fault.stall(), ClientGone::readHalf);
    }
    scene.site().awaitQuiet();
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    assertThat(scene.site().regions())
        .allMatch(region -> region.counters().requests() == region.counters().cancelled());
  }

  private static void leave(Scene scene, int rounds, Fault fault, Moment moment)
      throws IOException {
    Site site = scene.site();
    site.fault(fault, Site.LOCAL, Site.NEXT);
    long before = reached(site);
    List<Long> later = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      later.add(cancelledAfterNanos(scene, moment));
      scene.sheet().waited(later.get(round));
    }

    Collections.sort(later);
    // Some may fall into a pause of a busy machine; the worst is on the card. Who waited for a
    // timer would be late each time.
    assertThat(later.get(rounds / 2)).isLessThan(BOUND.toNanos());
    assertThat(later.get(rounds - 1)).isLessThan(BOUND.plus(Answers.BUSY).toNanos());
    // Whose connection is slow to open may have lost before it was asked.
    assertThat(reached(site) - before).isBetween((long) rounds, 2L * rounds);
  }

  private static long reached(Site site) {
    return site.reached(Site.LOCAL) + site.reached(Site.NEXT);
  }

  private static long cancelledAfterNanos(Scene scene, Moment moment) throws IOException {
    try (Socket client =
        new Socket(InetAddress.getLoopbackAddress(), scene.gateway().port())) {
      client.setSoTimeout(TIMEOUT_MILLIS);
      client.getOutputStream().write(request(scene));
      client.getOutputStream().flush();
      moment.await(scene.site(), client);
      Future<?> cancelled = both(scene.site(), counters -> counters.inFlight() == 0);
      assertThat(cancelled.isComplete()).isFalse();
      long gone = System.nanoTime();
      Future<Long> waited = cancelled.map(v -> System.nanoTime() - gone);
      client.close();
      return Stage.await(waited);
    }
  }

  private static void awaitBothAttempts(Site site, Socket client) {
    Stage.await(both(site, counters -> counters.inFlight() == 1));
  }

  private static void readHalf(Site site, Socket client) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] piece = new byte[4096];
    while (!Chat.text(text.toString()).equals(Chat.HALF)) {
      int length = client.getInputStream().read(piece);
      assertThat(length).as(text.toString()).isPositive();
      text.append(new String(piece, 0, length, StandardCharsets.US_ASCII));
    }
  }

  private static Future<?> both(Site site, Predicate<Counters> condition) {
    return Future.all(
        site.regions().stream().map(region -> region.counters().when(condition)).toList());
  }

  private static byte[] request(Scene scene) {
    String body = scene.mode().body();
    return ("POST " + scene.mode().path(scene.site().model()) + " HTTP/1.1\r\nhost: localhost\r\n"
            + "content-type: application/json\r\ncontent-length: " + body.length()
            + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
