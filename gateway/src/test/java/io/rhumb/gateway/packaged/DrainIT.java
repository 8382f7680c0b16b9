package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM does to a gateway with work to do. */
@Tag("alone")
class DrainIT {

  private static final int CLIENTS = 16;
  private static final int IN_FLIGHT = 40;

  /** Beyond the grace period: until the process has seen the signal, and is gone, on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(4);

  @TempDir
  private static Path folder;

  private static Regions regions;
  private static ExecutorService threads;

  @BeforeAll
  static void start() throws IOException {
    threads = Executors.newCachedThreadPool();
    regions = Regions.start(folder, "--service-time", "10ms");
  }

  @AfterAll
  static void stop() {
    regions.close();
    threads.shutdownNow();
  }

  @BeforeEach
  void heal() {
    regions.all().forEach(StubProcess::heal);
  }

  @Test
  void requestsInFlight_areAllAnsweredWhole() throws IOException {
    // All are connected before the first is answered, on a busy machine too.
    regions.all().forEach(stub -> stub.fault(latency(4_000)));
    try (GatewayProcess gateway = GatewayProcess.start(regions.config(", shutdown-grace: 8s"))) {
      List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, IN_FLIGHT)
          .mapToObj(i -> Http.predictAsync(gateway.port()))
          .toList();
      awaitInFlight(IN_FLIGHT);
      long asked = System.nanoTime();
      gateway.process().terminate();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(Sample.of(0, 0, Await.await(answer), null).error()).isEmpty();
      }
      assertEnded(gateway, asked, Duration.ofMillis(4_000));
    }
  }

  @Test
  void load_noAnswerIsCutAndNoAcceptedRequestIsLost() throws IOException {
    try (GatewayProcess gateway = GatewayProcess.start(regions.config(", shutdown-grace: 8s"))) {
      long before = answeredByRegions();
      AtomicInteger whole = new AtomicInteger();
      CompletableFuture<Void> loaded = new CompletableFuture<>();
      List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
          .mapToObj(i -> CompletableFuture.runAsync(() -> load(gateway, whole, loaded), threads))
          .toList();
      Await.await(loaded);
      long asked = System.nanoTime();
      gateway.process().terminate();
      clients.forEach(Await::await);
      assertEnded(gateway, asked, Duration.ZERO);
      assertThat((long) whole.get()).isEqualTo(answeredByRegions() - before);
    }
  }

  @Test
  void requestLongerThanTheGracePeriod_isGivenUp() throws IOException {
    regions.of(Regions.LOCAL).fault(latency(15_000));
    try (GatewayProcess gateway = GatewayProcess.start(regions.config(", shutdown-grace: 1s"))) {
      CompletableFuture<HttpResponse<String>> answer = Http.predictAsync(gateway.port());
      awaitInFlight(1);
      long asked = System.nanoTime();
      gateway.process().terminate();
      assertEnded(gateway, asked, Duration.ofSeconds(1));
      assertThat(answer).failsWithin(SLACK);
    }
  }

  private static void load(
      GatewayProcess gateway, AtomicInteger whole, CompletableFuture<Void> loaded) {
    try (KeepAliveClient client = new KeepAliveClient(gateway.port())) {
      for (Optional<String> answer = client.predict();
          answer.isPresent();
          answer = client.predict()) {
        assertThat(answer.get()).startsWith("HTTP/1.1 200").contains("[1.0,2.0,3.0]");
        if (whole.incrementAndGet() == 50 * CLIENTS) {
          loaded.complete(null);
        }
      }
    } catch (IOException | AssertionError failure) {
      loaded.completeExceptionally(failure);
      throw new AssertionError(failure);
    }
  }

  private static void assertEnded(GatewayProcess gateway, long asked, Duration expected) {
    Ended ended = gateway.process().awaitEnd();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(ended.exitCode()).as(ended.errText()).isZero();
    assertThat(took).isLessThan(expected.plus(SLACK));
    assertThat(ended.err())
        .last()
        .asString()
        .contains("\"severity\":\"INFO\"", "\"message\":\"stopping\"");
  }

  /** Each look is a request of its own to the stub, and takes as long as one. */
  private static void awaitInFlight(int count) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(Await.SECONDS).toNanos();
    while (inFlight() < count) {
      assertThat(System.nanoTime()).as("nothing in flight").isLessThan(giveUp);
    }
  }

  private static long answeredByRegions() {
    return regions.all().stream()
        .mapToLong(stub -> stub.counters().getJsonObject("answered").getLong("200", 0L))
        .sum();
  }

  private static JsonObject latency(int millis) {
    return new JsonObject().put("kind", "latency").put("millis", millis);
  }

  /** In whichever region: what is above the local one's limit goes to the next. */
  private static int inFlight() {
    return regions.all().stream()
        .mapToInt(stub -> stub.counters().getInteger("inFlight"))
        .sum();
  }
}
