package io.rhumb.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.telemetry.ConfigMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is believed, and when. */
final class ConfigWatchTest {

  private static final GatewayConfig FIRST = config("first");
  private static final GatewayConfig HALF = config("half");
  private static final GatewayConfig NEXT = config("next");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong clock = new AtomicLong();
  private final Script script = new Script();
  private final Adopter adopter = new Adopter();
  private final ConfigHistory history = new ConfigHistory(
      "test", InstantSource.fixed(Instant.EPOCH), new ConfigMetrics(new SimpleMeterRegistry()));
  private final ConfigWatch watch = new ConfigWatch(
      vertx,
      vertx.createSharedWorkerExecutor("changes", 1),
      script::next,
      adopter,
      history,
      clock::get);

  @AfterEach
  void close() {
    watch.stop().await();
    vertx.close().await();
  }

  @Test
  void changeThatIsSeenOnlyOnce_isNotBelieved() throws Exception {
    script.say(valid(FIRST), valid(FIRST), valid(HALF), valid(NEXT), valid(NEXT));

    watch.start();

    assertThat(adopter.adopted()).isEqualTo(NEXT);
    assertThat(adopter.more()).isEmpty();
  }

  @Test
  void whatIsInForce_isNotTakenAgain_whateverItsTextSays() throws Exception {
    script.say(
        valid(FIRST),
        valid(FIRST),
        ConfigReading.valid("with a remark", FIRST),
        ConfigReading.valid("with a remark", FIRST),
        valid(NEXT),
        valid(NEXT));

    watch.start();

    assertThat(adopter.adopted()).isEqualTo(NEXT);
  }

  @Test
  void textThatIsRenderedAnewForEachLook_isBelievedByWhatItSays() throws Exception {
    script.say(IntStream.range(0, 40)
        .mapToObj(look -> ConfigReading.valid("at " + look, NEXT))
        .toArray(ConfigReading[]::new));

    watch.start();

    assertThat(adopter.adopted()).isEqualTo(NEXT);
    script.looked("at 39");
    script.looked("at 39");
    assertThat(adopter.more()).isEmpty();
    assertThat(history.status().found()).contains("at 39");
    assertThat(history.status().inForce()).contains("at 39");
    assertThat(watch.tries()).isEqualTo(1);
  }

  @Test
  void whatSaysSomethingElseAtEachLook_isRefused_untilItDoesNot() throws Exception {
    script.say(IntStream.range(0, 40)
        .mapToObj(look -> valid(look % 2 == 0 ? HALF : NEXT))
        .toArray(ConfigReading[]::new));

    watch.start();

    assertThat(adopter.adopted()).isEqualTo(NEXT);
    assertThat(script.looks).hasSizeGreaterThanOrEqualTo(40);
    ConfigStatus.Refusal refusal = history.status().lastError().orElseThrow();
    assertThat(refusal.phase()).isEqualTo(ConfigPhase.PARSE);
    assertThat(refusal.problems().toString()).contains("says something else at each look");
    script.looked(1);
    assertThat(history.status().refused()).isFalse();
  }

  @Test
  void whatTheProcessIsShortOf_isToldAndTriedAgainAfterAWhile() throws Exception {
    adopter.refuse(new OutOfMemoryError("unable to create native thread"));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();
    script.looked(2);
    assertThat(history.status().refused()).isTrue();

    adopter.refuse(null);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(30));

    assertThat(adopter.adopted()).isEqualTo(NEXT);
  }

  @Test
  void whatCouldNotBeReached_isTriedAgainAfterAWhile_thoughNothingChanged() throws Exception {
    adopter.refuse(new RefusedConfigException(ConfigPhase.PROBE, List.of("nobody there")));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();
    script.looked(5);
    assertThat(adopter.refused).isEmpty();
    assertThat(history.status().lastError().orElseThrow().problems())
        .containsExactly("nobody there");

    adopter.refuse(null);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(30));

    assertThat(adopter.adopted()).isEqualTo(NEXT);
  }

  @Test
  void whatCannotBe_isNotTriedAgain() throws Exception {
    adopter.refuse(new RefusedConfigException(ConfigPhase.VALIDATE, List.of("no such strategy")));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();

    clock.addAndGet(TimeUnit.HOURS.toNanos(1));
    script.looked(5);

    assertThat(adopter.refused).isEmpty();
  }

  @Test
  void whatCannotBe_isTriedAgain_onceWhatItDependsOnIsAnother() throws Exception {
    adopter.refuse(new RefusedConfigException(ConfigPhase.VALIDATE, List.of("no such strategy")));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();

    adopter.refuse(null);
    adopter.basis = "another";

    assertThat(adopter.adopted()).isEqualTo(NEXT);
  }

  @Test
  void whatWasRefused_mayBePutIntoForceInAnotherWay_once() throws Exception {
    adopter.refuse(new RefusedConfigException(ConfigPhase.VALIDATE, List.of("no such option")));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();
    script.looked(2);

    assertThat(watch.adoptRefused(next -> {
          throw new RefusedConfigException(ConfigPhase.BUILD, List.of("not that way"));
        }))
        .isFalse();
    assertThat(history.status().refused()).isTrue();
    assertThat(watch.adoptRefused(next -> assertThat(next).isEqualTo(NEXT))).isTrue();
    assertThat(history.status().refused()).isFalse();
    assertThat(history.status().generation()).isEqualTo(2);
    assertThat(watch.adoptRefused(next -> {})).isFalse();
  }

  @Test
  void bugInAPhase_isAnErrorLikeAnother_andTheWatchGoesOn() throws Exception {
    adopter.refuse(new IllegalStateException("oops"));
    script.say(valid(NEXT));
    watch.start();
    adopter.refused.take();

    adopter.refuse(null);
    script.say(valid(HALF));

    assertThat(adopter.adopted()).isEqualTo(HALF);
  }

  @Test
  void stoppedWatch_looksNoMore() throws Exception {
    script.say(valid(FIRST));
    watch.start();
    script.looked(2);

    watch.stop().await();

    script.looks.clear();
    vertx.timer(100, TimeUnit.MILLISECONDS).await();
    assertThat(script.looks).isEmpty();
  }

  private static ConfigReading valid(GatewayConfig config) {
    return ConfigReading.valid(config.defaultModel(), config);
  }

  private static GatewayConfig config(String model) {
    return ConfigFile.parse(
        "test",
        "reload: {scan: 1ms}\nmodels: {" + model
            + ": {targets: [{region: r, kind: url, url: \"http://h\"}]}}",
        Map.of());
  }

  /** What each look finds; the last one again and again. */
  private static final class Script {

    private volatile Queue<ConfigReading> readings = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<ConfigReading> looks = new LinkedBlockingQueue<>();

    void say(ConfigReading... next) {
      readings = new ConcurrentLinkedQueue<>(List.of(next));
    }

    Future<ConfigReading> next() {
      Queue<ConfigReading> said = readings;
      ConfigReading reading = said.size() > 1 ? said.remove() : said.element();
      looks.add(reading);
      return Future.succeededFuture(reading);
    }

    /** Waits for a look that finds this. */
    void looked(String digest) throws InterruptedException {
      ConfigReading found;
      do {
        found = looks.poll(10, TimeUnit.SECONDS);
        assertThat(found).isNotNull();
      } while (!found.digest().equals(Optional.of(digest)));
    }

    /** Waits for so many looks. */
    void looked(int times) throws InterruptedException {
      looks.clear();
      for (int i = 0; i < times; i++) {
        assertThat(looks.poll(10, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  private static final class Adopter implements ConfigAdopter {

    private final BlockingQueue<GatewayConfig> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<GatewayConfig> refused = new LinkedBlockingQueue<>();
    private volatile Optional<Throwable> refusal = Optional.empty();
    private volatile GatewayConfig inForce = FIRST;
    private volatile Object basis = "";

    void refuse(Throwable with) {
      refusal = Optional.ofNullable(with);
    }

    GatewayConfig adopted() throws InterruptedException {
      return taken.poll(10, TimeUnit.SECONDS);
    }

    List<GatewayConfig> more() {
      return List.copyOf(taken);
    }

    @Override
    public GatewayConfig inForce() {
      return inForce;
    }

    @Override
    public Object basis() {
      return basis;
    }

    @Override
    public void adopt(GatewayConfig next) {
      Throwable why = refusal.orElse(null);
      if (why != null) {
        refused.add(next);
      }
      if (why instanceof Error error) {
        throw error;
      }
      if (why instanceof RuntimeException exception) {
        throw exception;
      }
      inForce = next;
      taken.add(next);
    }
  }
}
