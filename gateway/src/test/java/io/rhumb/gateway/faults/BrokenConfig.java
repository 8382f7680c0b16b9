package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The configuration becomes one thing after another that cannot be, while clients go on asking. Each is refused with its reason, and what
 * was in force stays; the good one that comes at last is taken.
 */
final class BrokenConfig extends FaultRow {

  private static final Duration PERIOD = Duration.ofMillis(20);

  /** Many times what the gateway needs to look at the file twice, and to try targets that are nowhere. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  BrokenConfig() {
    super("24", "config: broken, half-written, deleted, valid-but-absurd");
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) throws IOException {
    scene.warmUp();
    Path file = scene.stage().config(scene.site());
    String usual = Files.readString(file);
    int requests = scene.form().pick(150, 1_500);
    CompletableFuture<Answers> asking = scene.client().paceAsync(requests, PERIOD);

    for (Map.Entry<String, String> way : ways(usual).entrySet()) {
      write(file, way.getKey());
      JsonObject seen = await(scene, config -> refused(config, way.getValue()));
      assertThat(generation(seen)).isEqualTo(1);
    }
    Files.delete(file);
    await(scene, config -> refused(config, "no such file"));
    write(file, usual.replace("timeout: 20s", "timeout: 19s"));
    await(scene, config -> generation(config) == 2 && !found(config));

    scene.sheet().add(asking.join()).predicted().within(Duration.ZERO);
  }

  /** What the file becomes, and what the gateway says of it. */
  private static Map<String, String> ways(String usual) {
    Map<String, String> ways = new LinkedHashMap<>();
    ways.put("models: [\n", "not YAML");
    ways.put("", "empty");
    ways.put(usual.substring(0, usual.indexOf("kind: psc")), "not YAML");
    ways.put(usual + "colour: red\n", "colour: unknown key");
    ways.put(usual.replace("timeout: 20s", "timeout: 0s"), "timeout: 0s");
    ways.put(
        usual.replace("shutdown-grace: 8s", "shutdown-grace: 7s"), "server.shutdown-grace: PT7S");
    ways.put(usual.replace("local-first", "no-such-strategy"), "strategy: no-such-strategy");
    ways.put(
        usual.replaceAll("address: \\S+ port: \\d+", "address: 127.0.0.1, port: 1"),
        "cannot be reached");
    return ways;
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean found(JsonObject config) {
    return config.getJsonObject("found").getBoolean("refused");
  }

  private static int generation(JsonObject config) {
    return config.getJsonObject("inForce").getInteger("generation");
  }

  private static boolean refused(JsonObject config, String why) {
    return found(config) && config.getJsonObject("lastError").encode().contains(why);
  }

  private static JsonObject await(Scene scene, Predicate<JsonObject> condition) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonObject config = new JsonObject(Stage.get(scene.gateway().managementPort(), "/config"));
      if (condition.test(config)) {
        return config;
      }
      assertThat(System.nanoTime()).as(config.encode()).isLessThan(giveUp);
    }
  }
}
