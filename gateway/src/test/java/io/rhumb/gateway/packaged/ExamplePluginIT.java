package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.plugin.ExampleJar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a strategy jar in the packaged gateway, whose own classes lie in one jar: dropped in, named, changed, removed. */
class ExamplePluginIT {

  @Test
  void exampleJar_routes_isReplacedWhileItRuns_andIsNotTakenAwayFromWhoNeedsIt(@TempDir Path folder)
      throws Exception {
    Path jar = Files.createDirectory(folder.resolve("plugins")).resolve("canary.jar");
    try (Regions regions = Regions.start(folder)) {
      Path config = config(regions, "{canary: {to: us-east4, share: 1.0}}");
      assertThat(Rhumb.jar("check", "--config", config.toString()).run().err())
          .anyMatch(line -> line.contains("models.linear.strategy: canary (expected: one of "));
      ExampleJar.build(jar);
      assertThat(Rhumb.jar("check", "--config", config.toString()).run().exitCode())
          .isZero();

      try (GatewayProcess gateway = GatewayProcess.start(config)) {
        Http.readyUntil200(gateway.port());
        assertThat(Http.target(Http.predict(gateway.port()))).isEqualTo(Regions.NEXT);
        changeUnderTheNoseOf(gateway, jar);
        Files.delete(jar);
        JsonObject file = until(gateway, plugin -> plugin.containsKey("problem"));
        assertThat(file.getString("problem")).startsWith("canary.jar: removed, but in use: ");
        assertThat(Http.predict(gateway.port()).statusCode()).isEqualTo(200);
      }
    }
  }

  /** The changed canary sends its share to the target that is not named. */
  private static void changeUnderTheNoseOf(GatewayProcess gateway, Path jar) throws IOException {
    String before = plugin(gateway).getString("sha256");
    ExampleJar.build(
        jar, text -> text.replace("this.to = to;", "this.to = \"" + Regions.LAST + "\";"));
    until(gateway, plugin -> !before.equals(plugin.getString("sha256")));
    assertThat(Http.target(Http.predict(gateway.port()))).isEqualTo(Regions.LAST);
  }

  private static Path config(Regions regions, String strategy) throws IOException {
    Path config = regions.config("");
    String text = Files.readString(config)
        .replace("  linear:\n", "  linear:\n    strategy: " + strategy + "\n")
        .replace("models:\n", "plugins: {scan: 50ms}\nmodels:\n");
    return Files.writeString(config, text);
  }

  private static JsonObject plugin(GatewayProcess gateway) {
    JsonArray plugins = new JsonObject(
            Http.get(gateway.managementPort(), "/strategies").body())
        .getJsonArray("plugins");
    return plugins.getJsonObject(0);
  }

  /** Asks again and again: nobody tells. */
  private static JsonObject until(GatewayProcess gateway, Predicate<JsonObject> wanted) {
    long giveUp = System.nanoTime() + Await.SECONDS * 1_000_000_000L;
    JsonObject plugin = plugin(gateway);
    while (!wanted.test(plugin)) {
      assertThat(System.nanoTime()).as("within %s s: %s", Await.SECONDS, plugin).isLessThan(giveUp);
      plugin = plugin(gateway);
    }
    return plugin;
  }
}
