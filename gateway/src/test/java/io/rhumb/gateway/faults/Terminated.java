package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.packaged.Await;
import io.rhumb.gateway.packaged.Ended;
import io.rhumb.gateway.packaged.KeepAliveClient;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.ServiceProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The process is told to end while clients keep it busy: what it has accepted it finishes, streams that have begun too. */
final class Terminated extends FaultRow {

  private static final int CLIENTS = 16;

  /** Forty times as long as until the first byte, so that each client of streams is in the middle of one. */
  private static final Duration LONG = Duration.ofMillis(400);

  Terminated() {
    super("25", "the process gets SIGTERM under load");
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  Site site(Stage stage, String model) {
    ServiceProfile service = ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(10), 0.3);
    return new Site(stage, model)
        .region(Site.LOCAL, config -> config.withService(service))
        .region(Site.NEXT, config -> config.withService(service));
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    if (scene.mode() == Mode.STREAM) {
      scene.site().fault(Fault.slowBody(LONG), Site.LOCAL, Site.NEXT);
    }
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      AtomicInteger whole = new AtomicInteger();
      CompletableFuture<Void> busy = new CompletableFuture<>();
      List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
          .mapToObj(i -> CompletableFuture.runAsync(() -> load(scene, whole, busy), threads))
          .toList();
      Await.await(busy);
      scene.gateway().process().terminate();
      clients.forEach(Await::await);
      Ended ended = scene.gateway().process().awaitEnd();

      assertThat(ended.exitCode()).isZero();
      long answered = scene.site().regions().stream()
          .mapToLong(region -> region.counters().answered(200))
          .sum();
      assertThat((long) whole.get()).isEqualTo(answered);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int busyAfter(Mode mode) {
    return CLIENTS * (mode == Mode.STREAM ? 5 : 50);
  }

  /** One request after the other, until the connection is closed between two of them. A cut answer is an exception. */
  private static void load(Scene scene, AtomicInteger whole, CompletableFuture<Void> busy) {
    try (KeepAliveClient client = new KeepAliveClient(scene.gateway().port())) {
      long began = System.nanoTime();
      Mode mode = scene.mode();
      String path = mode.path(scene.site().model());
      for (Optional<String> answer = client.post(path, mode.body());
          answer.isPresent();
          answer = client.post(path, mode.body())) {
        assertThat(answer.get()).startsWith("HTTP/1.1 200").matches(mode::isWhole);
        scene.sheet().waited(System.nanoTime() - began);
        began = System.nanoTime();
        if (whole.incrementAndGet() == busyAfter(mode)) {
          busy.complete(null);
        }
      }
    } catch (IOException | AssertionError failure) {
      busy.completeExceptionally(failure);
      throw new AssertionError(failure);
    }
  }
}
