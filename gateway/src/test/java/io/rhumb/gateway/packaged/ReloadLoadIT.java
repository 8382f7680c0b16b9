package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways under the same load, request by request in turn. The configuration of one changes every second, and every fifth time to
 * something that it has to refuse; that of the other does not. Nobody who asks can tell them apart.
 *
 * <p>Some seconds with every build; {@code -Dreload=full} asks for ten minutes.
 */
@Tag("alone")
class ReloadLoadIT {

  private static final Form FORM = Form.of("reload");
  private static final int PER_SECOND = FORM.pick(40, 100);
  private static final int SECONDS =
      (int) FORM.pick(Duration.ofSeconds(15), Duration.ofMinutes(10)).toSeconds();

  /** Seconds until everything that is made once, or grows to its usual size, is there. */
  private static final int WARM = SECONDS / 5;

  @Test
  void configurationChangesEverySecond_nobodyNotices(@TempDir Path folder) throws Exception {
    try (Regions regions = Regions.start(folder, "--service-time", "5ms")) {
      Path unchanged = regions.config("");
      Path changed = Files.writeString(
          folder.resolve("changed.yaml"), "reload: {scan: 200ms}\n" + Files.readString(unchanged));
      try (GatewayProcess still = GatewayProcess.start(unchanged);
          GatewayProcess changing = GatewayProcess.start(changed)) {
        Http.warmUp(still.port());
        Http.warmUp(changing.port());
        run(still, changing, new ConfigChanges(changed));
      }
    }
  }

  private static void run(GatewayProcess still, GatewayProcess changing, ConfigChanges changes) {
    AtomicInteger turn = new AtomicInteger();
    Load load = new Load(PER_SECOND, SECONDS * PER_SECOND, () -> ask(still, changing, turn));
    for (int second = 1; second < SECONDS; second++) {
      load.at(second * PER_SECOND, changes::next);
    }
    CompletableFuture<Vitals> warm = new CompletableFuture<>();
    load.at(WARM * PER_SECOND, () -> warm.completeAsync(() -> vitals(changing)));
    LoadReport report = await(load.run());
    Vitals end = vitals(changing);
    JsonObject config =
        new JsonObject(Http.get(changing.managementPort(), "/config").body());

    LoadReport measured = report.part(WARM * PER_SECOND, SECONDS * PER_SECOND);
    print(measured, changes, config, warm.join(), end);
    assertThat(report.errors()).isEmpty();
    assertTakenOver(config.getJsonObject("inForce").getInteger("generation") - 1, changes.good());
    assertAlike(measured.every(2, 0), measured.every(2, 1));
    end.assertGrownNoMoreThan(warm.join());
  }

  private static CompletableFuture<HttpResponse<String>> ask(
      GatewayProcess still, GatewayProcess changing, AtomicInteger turn) {
    return Http.predictAsync((turn.getAndIncrement() % 2 == 0 ? still : changing).port());
  }

  /** A change that comes just when the machine is busy may be overtaken by the next. */
  private static void assertTakenOver(int taken, int good) {
    assertThat(taken).isBetween(good * FORM.pick(2, 9) / 10, good);
  }

  /**
   * On a machine with two cores and six processes, a few milliseconds are noise; a reload that made requests wait would cost more.
   * The short form runs beside whatever else the machine has to do, and while all is still being compiled: there it is only printed.
   */
  private static void assertAlike(LoadReport still, LoadReport changing) {
    if (FORM == Form.FULL) {
      assertThat(changing.millis(0.99)).isLessThan(1.25 * still.millis(0.99) + 3);
    }
  }

  private static Vitals vitals(GatewayProcess gateway) {
    return Vitals.of(gateway);
  }

  private static LoadReport await(CompletableFuture<LoadReport> running) {
    try {
      return running.get(SECONDS + Await.SECONDS, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static void print(
      LoadReport report, ConfigChanges changes, JsonObject config, Vitals warm, Vitals end) {
    System.out.println("unchanged:                  " + report.every(2, 0).summary());
    System.out.println("changing every second:      " + report.every(2, 1).summary());
    System.out.println("  good ones, generations:   " + changes.good() + ", "
        + config.getJsonObject("inForce").getInteger("generation"));
    System.out.println("  after a fifth of the run: " + warm);
    System.out.println("  at its end:               " + end);
  }
}
