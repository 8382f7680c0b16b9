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

/** A client hangs up while two attempts are running for it: both regions see that nobody wants their answer any more. */
final class ClientGone extends FaultRow {

  private static final Duration BOUND = Duration.ofMillis(100);

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
    scene.site().fault(Fault.blackhole(), Site.LOCAL, Site.NEXT);
    int rounds = scene.form().pick(20, 200);
    List<Long> later = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      later.add(cancelledAfterNanos(scene, round));
      scene.sheet().waited(later.get(round - 1));
      scene.sheet().reached(scene.site().reached(Site.LOCAL));
    }

    Collections.sort(later);
    // One in ten may fall into a pause of a busy machine; the worst is on the card.
    assertThat(later.get(rounds * 9 / 10 - 1)).isLessThan(BOUND.toNanos());
    assertThat(later.get(rounds - 1)).isLessThan(BOUND.plus(Answers.BUSY).toNanos());
    assertThat(scene.site().regions())
        .allMatch(region ->
            region.counters().requests() == rounds && region.counters().cancelled() == rounds);
  }

  private static long cancelledAfterNanos(Scene scene, int round) throws IOException {
    try (Socket client =
        new Socket(InetAddress.getLoopbackAddress(), scene.gateway().port())) {
      client.getOutputStream().write(request(scene.site().model()));
      client.getOutputStream().flush();
      Stage.await(both(scene.site(), counters -> counters.requests() == round));
      Future<?> cancelled = both(scene.site(), counters -> counters.cancelled() == round);
      long gone = System.nanoTime();
      Future<Long> waited = cancelled.map(v -> System.nanoTime() - gone);
      client.close();
      return Stage.await(waited);
    }
  }

  private static Future<?> both(Site site, Predicate<Counters> condition) {
    return Future.all(
        site.regions().stream().map(region -> region.counters().when(condition)).toList());
  }

  private static byte[] request(String model) {
    return ("POST /predict/" + model + " HTTP/1.1\r\nhost: localhost\r\n"
            + "content-type: application/json\r\ncontent-length: " + Client.BODY.length()
            + "\r\n\r\n" + Client.BODY)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
