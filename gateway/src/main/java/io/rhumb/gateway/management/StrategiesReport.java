package io.rhumb.gateway.management;

import io.rhumb.engine.CreatedStrategy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.ModelStrategies;
import io.rhumb.gateway.predict.Models;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What {@code GET /strategies} answers: how the strategies of every model do, and how each file in the plug-in folder stands. */
final class StrategiesReport {

  private StrategiesReport() {}

  static JsonObject of(Models models, List<PluginStatus> plugins) {
    JsonObject byModel = new JsonObject();
    for (Model model : models.all()) {
      byModel.put(model.name(), of(model.strategies().current()));
    }
    JsonArray files = new JsonArray();
    plugins.forEach(plugin -> files.add(of(plugin)));
    return new JsonObject().put("models", byModel).put("plugins", files);
  }

  private static JsonObject of(ModelStrategies strategies) {
    JsonObject choices = new JsonObject();
    strategies.choices().forEach((name, planner) -> choices.put(name, of(planner)));
    return of(strategies.standard()).put("choices", choices);
  }

  private static JsonObject of(Planner planner) {
    JsonObject report = new JsonObject();
    if (planner.strategy() instanceof CreatedStrategy created) {
      report.put("strategies", new JsonArray(created.names().stream().sorted().toList()));
    }
    return report.put("faults", planner.faults()).put("switchedOff", planner.switchedOff());
  }

  private static JsonObject of(PluginStatus plugin) {
    JsonObject file = new JsonObject()
        .put("file", plugin.file())
        .put("strategies", new JsonArray(plugin.strategies()));
    plugin.digest().ifPresent(digest -> file.put("sha256", digest));
    plugin.problem().ifPresent(problem -> file.put("problem", problem));
    return file;
  }
}
