package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Access;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.upstream.UpstreamTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every model of one configuration. Immutable. */
public final class Models {

  private final Map<String, Model> byName;
  private final Model defaultModel;
  private final Access access;

  /** Some models that anybody may call. */
  public Models(List<Model> models, String defaultName) {
    this(models, defaultName, Access.open());
  }

  /**
   * Some models, with distinct names.
   *
   * @param defaultName the one that a path without a model means
   * @param access who may call
   */
  public Models(List<Model> models, String defaultName, Access access) {
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
    this.access = access;
  }

  /** Who may call. */
  Access access() {
    return access;
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

  /** Every model, in the order of the configuration. */
  public Iterable<Model> all() {
    return byName.values();
  }

  /** How to call every target of every model. */
  public List<UpstreamTarget> upstreams() {
    return byName.values().stream().flatMap(model -> model.upstreams().stream()).toList();
  }

  /** The names of those that somebody may call, for messages. */
  String names(Caller caller) {
    return byName.keySet().stream().filter(caller::mayCall).collect(Collectors.joining(", "));
  }
}
