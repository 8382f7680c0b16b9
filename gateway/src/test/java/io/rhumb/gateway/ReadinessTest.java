package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.CredentialConfig.TokenFile;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.RegionalStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ready is said exactly when the gateway can serve; by then it is connected. */
class ReadinessTest extends EndToEnd {

  private static final int EVENT_LOOPS = 2;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  @Test
  void onceReady_everyLoopIsConnected_andNothingWasSentOrCounted() {
    world.start();
    for (RegionalStub region : world.regions.values()) {
      Counters seen = region.counters();
      World.await(seen.when(counters -> counters.handshakes() == EVENT_LOOPS));
      assertThat(seen.connections()).isEqualTo(EVENT_LOOPS);
    }
    assertReached(0, 0, 0);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.attempts()).isZero();
    assertThat(metrics.inFlight()).isZero();

    for (int i = 0; i < 10; i++) {
      assertServedLocally(world.predict());
    }
    assertThat(world.region(LOCAL).counters().connections()).isEqualTo(EVENT_LOOPS);
    assertThat(world.region(NEXT).counters().connections()).isEqualTo(EVENT_LOOPS);
    assertReached(10, 0, 0);
  }

  @Test
  void allRegionsDownAtTheStart_isNotReady_untilOneIsThere_andSaysSoInNoLog() {
    try (LogLines log = new LogLines()) {
      world.fault(Fault.refuse(), LOCAL, NEXT, LAST);
      world.startUnready();
      world.until(
          "a round in vain",
          () -> world.health().bodyAsString().contains("no target can be reached"));
      assertThat(world.health().statusCode()).isEqualTo(503);
      assertUnavailable(world.predict());
      world.heal(LAST);
      world.awaitReady();
      assertThat(log.lines())
          .noneMatch(
              line -> line.startsWith("SEVERE") || line.startsWith("WARNING: configuration"));
    }
  }

  /** The breakers know what requests came to, and not the warm-up in vain. */
  @Test
  void warmUpInVain_isNoFailureOfTheTarget() {
    world.fault(Fault.refuse(), LOCAL);
    world.start();
    world.heal(LOCAL);
    assertThat(world.management("/targets").bodyAsString()).doesNotContain("breaker-open");
    assertServedLocally(world.predict());
  }

  @Test
  void silentTarget_delaysReadinessByTheConnectTimeoutAtMost() throws IOException {
    try (DeafPort port = DeafPort.silent()) {
      long began = System.nanoTime();
      world
          .target(target -> anonymous(
              target.region().equals(LOCAL)
                  ? Configs.address(target, "127.0.0.1", port.number())
                  : target))
          .config(config -> Configs.connectTimeout(config, CONNECT))
          .startUnready();
      assertThat(world.health().statusCode()).isEqualTo(503);
      assertThat(world.health().bodyAsString()).contains("connecting to targets");
      world.awaitReady();
      assertThat(since(began)).isBetween(CONNECT, CONNECT.plusSeconds(2));
    }
  }

  @Test
  void brokenTokenFileOfOneTarget_isReady_andTheOthersServe() {
    Path missing = world.folder().resolve("no-such-token");
    world
        .target(LOCAL, target -> Configs.credential(target, new TokenFile(missing)))
        .start();
    assertThat(world.health().statusCode()).isEqualTo(200);
    assertFailover("no-credential", world.predict());
  }

  @Test
  void modelWithoutAnyCredentialAtTheStart_isWaitedForAndNamed() throws IOException {
    Path file = world.folder().resolve("late-token");
    world
        .config(config -> Configs.models(
            config,
            Configs.model(
                config.models().get("linear"),
                "late",
                List.of(Configs.credential(
                    config.models().get("linear").targets().get(0), new TokenFile(file))))))
        .startUnready();
    world.until("the other model", () -> world
        .health()
        .bodyAsString()
        .contains("no credential at hand for any target of late\""));
    assertThat(world.health().statusCode()).isEqualTo(503);
    assertServedLocally(world.predict());

    Files.writeString(file, "late");
    world.awaitReady();
  }

  private static TargetConfig anonymous(TargetConfig target) {
    return Configs.credential(target, new NoCredential());
  }
}
