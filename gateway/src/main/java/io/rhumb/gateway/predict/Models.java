package io.rhumb.gateway.predict;

import io.rhumb.gateway.upstream.UpstreamTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every model of one configuration. Immutable. */
public final class Models {

  private final Map<String, Model> byName;
  private final Model defaultModel;
  private final ModelIds ids;

  /**
   * Some models, with distinct names.
   *
   * @param defaultName the one that a path without a model means
   */
  public Models(List<Model> models, String defaultName) {
    Map<String, Model> map = new LinkedHashMap<>();
    for (Model model : models) {
      if (map.put(model.name(), model) != null) {
        throw new IllegalArgumentException(
            "models: " + model.name() + " twice (expected: distinct names)");
      }
    }
    Model found = map.get(defaultName);
    if (found == null) {
      throw new IllegalArgumentException(
          "default-model: " + defaultName + " (expected: one of " + map.keySet() + ")");
    }
    byName = Collections.unmodifiableMap(map);
    defaultModel = found;
    ids = new ModelIds(models);
  }

  /**
   * Finds a model.
   *
   * @param name its name; null means the default model
   * @return the model, or null if there is none of that name
   */
  public @Nullable Model find(@Nullable String name) {
    return name == null ? defaultModel : byName.get(name);
  }

  /**
   * The model that a client calls so. Names win over ids.
   *
   * @param publisher what the client puts before the name; null: nothing
   * @param name a model's name, or an id that its targets have; null means the default model
   * @throws RefusedException if there is none, or if it could be several
   */
  Model called(@Nullable String publisher, @Nullable String name) throws RefusedException {
    Model named = find(name);
    if (named != null || name == null) {
      return named == null ? defaultModel : named;
    }
    Model published = publisher == null ? null : ids.find(publisher + "/" + name);
    Model found = published == null ? ids.find(name) : published;
    if (found == null) {
      throw new RefusedException(GatewayError.notFound(whyNone(name)));
    }
    return found;
  }

  private String whyNone(String id) {
    String several = ids.several(id);
    return several == null
        ? "model: no such model (expected: one of " + names() + ")"
        : "model: " + id + " is an id of several (expected: the name of one of them: " + several
            + ")";
  }

  /** Every model, in the order of the configuration. */
  public Iterable<Model> all() {
    return byName.values();
  }

  /** How to call every target of every model. */
  public List<UpstreamTarget> upstreams() {
    return byName.values().stream().flatMap(model -> model.upstreams().stream()).toList();
  }

  /** Their names, for messages. */
  String names() {
    return String.join(", ", byName.keySet());
  }
}
