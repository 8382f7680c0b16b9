package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.PluginsConfig;
import io.rhumb.gateway.plugin.PinnedJar;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy jars in a running gateway. */
final class PluginsTest extends EndToEnd {

  @TempDir
  private Path folder;

  private Path jar;

  @BeforeEach
  void usePlugins() {
    jar = folder.resolve("team.jar");
    for (String region : world.regions.keySet()) {
      System.getProperties().remove("rhumb.test.open." + region);
      System.getProperties().remove("rhumb.test.loader." + region);
    }
    world.config(
        config -> Configs.plugins(config, new PluginsConfig(folder, Duration.ofMillis(20))));
    world.model(model -> Configs.strategy(model, StrategySpec.of("pinned")));
  }

  /** How many strategies that pin this region were created and not closed. */
  private static int open(String region) {
    return (Integer) System.getProperties().getOrDefault("rhumb.test.open." + region, 0);
  }

  private String digest() {
    return report().getJsonArray("plugins").getJsonObject(0).getString("sha256");
  }

  private void untilPredictedBy(String region) {
    world.until(
        "predicted by " + region, () -> region.equals(world.predict().getHeader("x-rhumb-target")));
  }

  /** The class loader of the jar that pins this region. */
  private static void untilCollected(String region) {
    WeakReference<?> loader =
        (WeakReference<?>) System.getProperties().get("rhumb.test.loader." + region);
    world.until("collected", () -> {
      System.gc();
      return loader.get() == null;
    });
  }

  private JsonObject report() {
    return world.management("/strategies").bodyAsJsonObject();
  }

  /** What is wrong with the only jar; empty if nothing is. */
  private String problem() {
    JsonArray files = report().getJsonArray("plugins");
    return files.isEmpty() ? "" : files.getJsonObject(0).getString("problem", "");
  }

  @Test
  void jarInTheFolder_namedInTheConfiguration_routes() {
    new PinnedJar().write(jar, NEXT);
    world.start();

    assertPredictedBy(NEXT, world.predict());
    assertThat(report().getJsonArray("plugins").getJsonObject(0).getJsonArray("strategies"))
        .containsExactly("pinned");
  }

  @Test
  void strategyOfAJar_mayDecorateABuiltInOne_andTheOtherWayRound() {
    new PinnedJar().write(jar, NEXT);
    world
        .model(model -> Configs.strategy(
            model, new StrategySpec("shadow", Map.of("run", "local-first", "beside", "pinned"))))
        .start();
    assertServedLocally(world.predict());

    assertThat(Scrape.of(world)
            .sum("rhumb_shadow_plans_total", "model=\"linear\"", "verdict=\"first\""))
        .isEqualTo(1);
  }

  @Test
  void changedJar_takesOver_requestsInFlightFinishOnTheOldOne_whichIsThenCollected()
      throws IOException {
    new PinnedJar().write(jar, NEXT);
    world.start();
    assertPredictedBy(NEXT, world.predict());
    String old = digest();
    Path changed = new PinnedJar().write(folder.resolve("changed.tmp"), LAST);
    world.fault(Fault.latency(Duration.ofSeconds(2)), NEXT);
    long before = world.reached(NEXT);
    Future<HttpResponse<Buffer>> inFlight = world.sendPredict();
    world.until("in flight", () -> world.reached(NEXT) > before);
    Files.move(changed, jar, StandardCopyOption.ATOMIC_MOVE);
    world.until("in force", () -> !digest().equals(old));

    assertPredictedBy(LAST, world.predict());
    assertThat(inFlight.isComplete()).as("the slow request").isFalse();
    assertThat(open(NEXT)).as("the strategy that it needs").isEqualTo(1);
    assertPredictedBy(NEXT, World.await(inFlight));
    world.until("closed", () -> open(NEXT) == 0);
    untilCollected(NEXT);
    assertThat(open(LAST)).isEqualTo(1);
    world.stopGateway();
    assertThat(open(LAST)).as("closed with the gateway").isZero();
  }

  @Test
  void jarsThatChangeUnderLoad_noRequestFails() {
    new PinnedJar().write(jar, NEXT);
    world.start();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    boolean[] over = {false};
    Future<?> load = Future.join(java.util.stream.IntStream.range(0, 8)
        .mapToObj(i -> client(statuses, over))
        .toList());
    for (int i = 0; i < 10; i++) {
      String target = i % 2 == 0 ? LAST : NEXT;
      new PinnedJar().write(jar, target);
      untilPredictedBy(target);
    }
    over[0] = true;
    World.await(load);

    assertThat(statuses).hasSizeGreaterThan(100).containsOnly(200);
  }

  private Future<Void> client(Queue<Integer> statuses, boolean[] over) {
    return world.sendPredict().compose(answer -> {
      statuses.add(answer.statusCode());
      return over[0] ? Future.succeededFuture() : client(statuses, over);
    });
  }

  @Test
  void removedJar_thatIsInUse_staysInForce_withAReason() throws IOException {
    new PinnedJar().write(jar, NEXT);
    world.start();
    Files.delete(jar);
    world.until("noticed", () -> !problem().isEmpty());

    assertThat(problem())
        .startsWith(
            "team.jar: removed, but in use: models.linear.strategy: pinned (expected: one of ");
    assertPredictedBy(NEXT, world.predict());
  }

  /** Starts with a configuration that is looked at again, as are the jars beside it. */
  private ConfigText startFromFile(String strategy) throws IOException {
    Files.copy(world.authorityFile(), folder.resolve("ca.pem"));
    ConfigText text =
        new ConfigText(world).set("plugins", "{folder: \"" + folder + "\", scan: 20ms}");
    world.startFrom(text.model("linear", "strategy: " + strategy).write(folder).toString());
    return text;
  }

  private static boolean configurationRefused() {
    return world
        .management("/config")
        .bodyAsJsonObject()
        .getJsonObject("found")
        .getBoolean("refused");
  }

  @Test
  void configuration_thatNamesAStrategyWhoseJarComesLater_isTakenOnceItIsThere()
      throws IOException {
    ConfigText text = startFromFile("local-first");
    text.model("linear", "strategy: pinned").write(folder);
    world.until("refused", PluginsTest::configurationRefused);

    new PinnedJar().write(jar, NEXT);

    untilPredictedBy(NEXT);
    world.until("no longer refused", () -> !configurationRefused());
  }

  @Test
  void removedJar_thatWasInUse_goesOnceTheConfigurationNeedsItNoMore() throws IOException {
    new PinnedJar().write(jar, NEXT);
    ConfigText text = startFromFile("pinned");
    Files.delete(jar);
    world.until("noticed", () -> !problem().isEmpty());

    text.model("linear", "strategy: local-first").write(folder);

    world.until("gone", () -> report().getJsonArray("plugins").isEmpty());
    untilCollected(NEXT);
  }

  @Test
  void jarWithOtherOptions_isTakenWithTheConfigurationThatHasThem_whicheverComesFirst()
      throws IOException {
    new PinnedJar().create("config.text(\"first\", \"\");").write(jar, NEXT);
    ConfigText text = startFromFile("{pinned: {first: x}}");
    assertPredictedBy(NEXT, world.predict());

    new PinnedJar().create("config.text(\"second\", \"\");").write(jar, LAST);
    world.until("jar refused", () -> problem().contains("first: unknown option"));
    text.model("linear", "strategy: {pinned: {second: x}}").write(folder);
    untilPredictedBy(LAST);
    world.until("nothing is refused", () -> problem().isEmpty() && !configurationRefused());

    text.model("linear", "strategy: {pinned: {third: x}}").write(folder);
    world.until("configuration refused", PluginsTest::configurationRefused);
    new PinnedJar().create("config.text(\"third\", \"\");").write(jar, NEXT);
    untilPredictedBy(NEXT);
    world.until("nothing is refused", () -> problem().isEmpty() && !configurationRefused());
    world.until("the others are closed", () -> open(LAST) == 0 && open(NEXT) == 1);
  }

  @Test
  void changedJar_whoseCreateThrows_leavesTheOldOneInForce() {
    new PinnedJar().write(jar, NEXT);
    world.start();
    new PinnedJar()
        .create("if (true) throw new IllegalStateException(\"on purpose\");")
        .write(jar, LAST);
    world.until("noticed", () -> !problem().isEmpty());

    assertThat(problem())
        .isEqualTo(
            "team.jar: models.linear.strategy.pinned: java.lang.IllegalStateException: on purpose"
                + " (expected: a strategy of com.example.Pinned)");
    assertPredictedBy(NEXT, world.predict());
    assertThat(open(NEXT)).isEqualTo(1);
    assertThat(open(LAST)).isZero();
    untilCollected(LAST);
  }

  @Test
  void changedJar_whoseFirstPlanThrows_leavesTheOldOneInForce() {
    new PinnedJar().write(jar, NEXT);
    world.start();
    new PinnedJar()
        .plan("if (true) throw new IllegalStateException(\"on purpose\");")
        .write(jar, LAST);
    world.until("noticed", () -> !problem().isEmpty());

    assertThat(problem())
        .isEqualTo("team.jar: models.linear.strategy: java.lang.IllegalStateException: on purpose"
            + " (expected: a plan)");
    assertPredictedBy(NEXT, world.predict());
  }

  @Test
  void changedJar_whoseExceptionsCannotBeTold_leavesTheOldOneInForce() {
    String thrown = "if (true) throw new IllegalStateException() {"
        + " public String toString() { throw new Error(); } };";
    new PinnedJar().write(jar, NEXT);
    world.start();
    new PinnedJar().create(thrown).write(jar, LAST);
    world.until("noticed", () -> !problem().isEmpty());
    assertThat(problem())
        .isEqualTo("team.jar: models.linear.strategy.pinned: com.example.Pinned$1"
            + " (expected: a strategy of com.example.Pinned)");

    new PinnedJar().plan(thrown).write(jar, LAST);
    world.until("noticed", () -> problem().contains("a plan"));
    assertThat(problem()).startsWith("team.jar: models.linear.strategy: com.example.Pinned$");
    assertPredictedBy(NEXT, world.predict());
  }

  @Test
  void strategyThatThrowsLater_isReplaced_switchedOff_andBackWithTheNextLoad() {
    new PinnedJar()
        .plan("if (request.header(\"x-break\").isPresent()) throw new IllegalStateException();")
        .write(jar, NEXT);
    world.start();
    assertPredictedBy(NEXT, world.predict());
    for (int i = 0; i < 4; i++) {
      assertPredictedBy(
          LOCAL,
          World.await(world
              .post("/predict")
              .putHeader("x-break", "1")
              .sendBuffer(Buffer.buffer(World.BODY))));
    }
    assertPredictedBy(LOCAL, world.predict());
    JsonObject strategy = report().getJsonObject("models").getJsonObject("linear");
    assertThat(strategy.getBoolean("switchedOff")).isTrue();
    assertThat(strategy.getInteger("faults")).isEqualTo(4);
    assertThat(Scrape.of(world)
            .sum("rhumb_strategy_faults_total", "model=\"linear\"", "strategy=\"-\""))
        .isEqualTo(4);
    assertThat(Scrape.of(world).sum("rhumb_strategy_switched_off")).isEqualTo(1);

    new PinnedJar().write(jar, LAST);
    untilPredictedBy(LAST);
    assertThat(Scrape.of(world).sum("rhumb_strategy_switched_off")).isZero();
  }

  @Test
  void errorThatIsNoException_isReplaced_andTheRequestIsAnswered() {
    new PinnedJar()
        .plan("if (request.header(\"x-break\").isPresent()) throw new Error(\"on purpose\");")
        .write(jar, NEXT);
    world.start();

    assertPredictedBy(
        LOCAL,
        World.await(world
            .post("/predict")
            .putHeader("x-break", "1")
            .sendBuffer(Buffer.buffer(World.BODY))));
  }

  @Test
  void jarOfARequestInFlight_staysOpen_whateverElseIsReplacedMeanwhile() throws IOException {
    Path other = folder.resolve("other.jar");
    new PinnedJar().write(jar, LOCAL);
    new PinnedJar().name("other").write(other, NEXT);
    world
        .model(model -> Configs.choices(model, Map.of("other", StrategySpec.of("other"))))
        .start();
    Path jarChanged = new PinnedJar().write(folder.resolve("a.tmp"), LAST);
    Path otherChanged = new PinnedJar().name("other").write(folder.resolve("b.tmp"), LAST);
    world.fault(Fault.latency(Duration.ofSeconds(2)), NEXT);
    long before = world.reached(NEXT);
    Future<HttpResponse<Buffer>> inFlight = world
        .post("/predict")
        .putHeader("x-rhumb-strategy", "other")
        .sendBuffer(Buffer.buffer(World.BODY));
    world.until("in flight", () -> world.reached(NEXT) > before);
    replace(jarChanged, jar);
    replace(otherChanged, other);

    assertThat(inFlight.isComplete()).as("the slow request").isFalse();
    WeakReference<?> loader =
        (WeakReference<?>) System.getProperties().get("rhumb.test.loader." + NEXT);
    assertThat(((ClassLoader) loader.get()).getResource("com/example/Pinned.class"))
        .isNotNull();
    assertPredictedBy(NEXT, World.await(inFlight));
    world.until("closed", () -> open(NEXT) == 0 && open(LOCAL) == 0);
  }

  /** Moves it there, and waits until it is in force. */
  private void replace(Path changed, Path inForce) throws IOException {
    String old = digests();
    Files.move(changed, inForce, StandardCopyOption.ATOMIC_MOVE);
    world.until("in force", () -> !digests().equals(old));
  }

  private String digests() {
    StringBuilder digests = new StringBuilder();
    report()
        .getJsonArray("plugins")
        .forEach(file -> digests.append(((JsonObject) file).getString("sha256")));
    return digests.toString();
  }

  @Test
  void stop_closesAlsoWhatIsStillInFlight() throws IOException {
    new PinnedJar().write(jar, NEXT);
    world.start();
    Path changed = new PinnedJar().write(folder.resolve("changed.tmp"), LAST);
    world.fault(Fault.latency(Duration.ofSeconds(1)), NEXT);
    long before = world.reached(NEXT);
    Future<HttpResponse<Buffer>> inFlight = world.sendPredict();
    world.until("in flight", () -> world.reached(NEXT) > before);
    replace(changed, jar);
    world.stopGateway();

    assertPredictedBy(NEXT, World.await(inFlight));
    assertThat(open(NEXT)).isZero();
    assertThat(open(LAST)).isZero();
  }

  @Test
  void strategyThatTakesTooLong_isFollowed_andCounted() {
    new PinnedJar()
        .plan("if (request.header(\"x-slow\").isPresent()) {"
            + " long until = System.nanoTime() + 60_000_000;"
            + " while (System.nanoTime() < until) { Thread.onSpinWait(); } }")
        .write(jar, NEXT);
    world.start();

    double before = Scrape.of(world).sum("rhumb_strategy_faults_total");
    assertPredictedBy(
        NEXT,
        World.await(
            world.post("/predict").putHeader("x-slow", "1").sendBuffer(Buffer.buffer(World.BODY))));
    assertThat(Scrape.of(world).sum("rhumb_strategy_faults_total")).isGreaterThan(before);
  }

  @Test
  void client_choosesAmongWhatTheModelAllows_andNothingElse() {
    new PinnedJar().write(jar, LAST);
    world
        .model(model -> Configs.choices(
            Configs.strategy(model, StrategySpec.of("local-first")),
            Map.of("far", StrategySpec.of("pinned"))))
        .start();

    assertServedLocally(world.predict());
    assertPredictedBy(LAST, choose("far"));
    HttpResponse<Buffer> refused = choose("pinned");
    assertGatewayError(400, "INVALID_ARGUMENT", refused);
    assertThat(refused.bodyAsString())
        .contains("x-rhumb-strategy")
        .contains("expected: one of far");
  }

  @Test
  void client_ofAModelWithoutChoices_mayNotChoose() {
    world.model(model -> model).start();
    HttpResponse<Buffer> refused = choose("local-first");

    assertGatewayError(400, "INVALID_ARGUMENT", refused);
    assertThat(refused.bodyAsString()).contains("the model leaves no choice");
  }

  private static HttpResponse<Buffer> choose(String strategy) {
    return World.await(world
        .post("/predict")
        .putHeader("x-rhumb-strategy", strategy)
        .sendBuffer(Buffer.buffer(World.BODY)));
  }
}
