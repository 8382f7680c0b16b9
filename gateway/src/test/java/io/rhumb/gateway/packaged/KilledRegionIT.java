package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half a minute of load; the process of the local region is killed in the middle, and comes back. No client notices.
 */
@Tag("alone")
class KilledRegionIT {

  private static final int PER_SECOND = 150;
  private static final int KILLED = 10 * PER_SECOND;
  private static final int BACK = 20 * PER_SECOND;
  private static final int END = 30 * PER_SECOND;

  /** More than are ever in flight at that pace. */
  private static final int AT_ONCE = 60;

  @Test
  void localRegionIsKilledUnderLoad_noClientSeesAnError(@TempDir Path folder) throws Exception {
    try (Regions regions = Regions.start(folder, "--service-time", "30ms")) {
      warmUp(regions);
      try (GatewayProcess gateway = GatewayProcess.start(regions.config(""))) {
        predictAtOnce(gateway);
        killAndRestart(regions.of(Regions.LOCAL), gateway);
      }
    }
  }

  private static void killAndRestart(StubProcess local, GatewayProcess gateway) {
    LoadReport report = Await.await(
        new Load(PER_SECOND, END, () -> Http.predictAsync(gateway.port()))
            .at(KILLED, local::kill)
            .at(BACK, local::start)
            .run(),
        gateway.process()::toString);
    print(report);
    assertThat(report.errors()).isEmpty();
    // Ten in-flight requests, and some time for a busy machine to carry the kill out. What piles up
    // in a pause spills over.
    assertThat(report.part(0, KILLED - PER_SECOND).shareOf(Regions.LOCAL)).isGreaterThan(0.95);
    assertThat(report.part(KILLED + PER_SECOND, BACK).shareOf(Regions.NEXT)).isGreaterThan(0.95);
    local.awaitStart();
    assertThatTrafficReturnsTo(Regions.LOCAL, gateway);
  }

  /**
   * Lets the regions serve another gateway first: they stand for what has been up for long, not for virtual machines
   * that load their classes as the first thousand requests come in.
   */
  private static void warmUp(Regions regions) throws IOException {
    try (GatewayProcess gateway = GatewayProcess.start(regions.config(""))) {
      predictAtOnce(gateway);
      regions.of(Regions.LOCAL).fault(new JsonObject().put("kind", "status").put("status", 503));
      predictAtOnce(gateway);
    }
    regions.of(Regions.LOCAL).heal();
  }

  private static void predictAtOnce(GatewayProcess gateway) {
    for (int round = 0; round < 4; round++) {
      List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
              () -> Http.predictAsync(gateway.port()))
          .limit(AT_ONCE)
          .toList();
      answers.forEach(Await::await);
    }
  }

  /**
   * The breaker lets a probe through after six seconds at the latest; then a tenth of the requests goes back every two seconds, and
   * after twenty everything is as it was.
   */
  private static void assertThatTrafficReturnsTo(String region, GatewayProcess gateway) {
    Http.predictUntil(region, gateway.port());
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    int inARow = 0;
    while (inARow < 20) {
      boolean local = Http.target(Http.predict(gateway.port())).equals(region);
      inARow = local ? inARow + 1 : 0;
      assertThat(System.nanoTime()).as("%s in a row", inARow).isLessThan(giveUp);
    }
  }

  private static void print(LoadReport report) {
    System.out.println("killed region, all three:   " + report.summary());
    System.out.println("  local region up:          " + report.part(0, KILLED).summary());
    System.out.println(
        "  local region killed:      " + report.part(KILLED, BACK).summary());
    System.out.println("  local region back:        " + report.part(BACK, END).summary());
  }
}
