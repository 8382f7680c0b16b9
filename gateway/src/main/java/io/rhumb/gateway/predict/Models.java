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
  private final ModelIds ids;
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
    this.ids = new ModelIds(models);
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

  /**
   * The model that a client calls so. Names win over ids.
   *
   * @param publisher what the client puts before the name; null: nothing
   * @param name a model's name, or an id that its targets have; null means the default model
   * @param caller who calls; is told of no model that is not for it
   * @throws RefusedException if there is none, or if it could be several
   */
  Model called(@Nullable String publisher, @Nullable String name, Caller caller)
      throws RefusedException {
    Model named = find(name);
    if (named != null || name == null) {
      return named == null ? defaultModel : named;
    }
    Model published = publisher == null ? null : ids.find(publisher + "/" + name);
    Model found = published == null ? ids.find(name) : published;
    if (found == null) {
      throw new RefusedException(GatewayError.notFound(whyNone(name, caller)));
    }
    return found;
  }

  private String whyNone(String id, Caller caller) {
    String several = ids.several(id, caller);
    return several == null
        ? "model: no such model (expected: one of " + names(caller) + ")"
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

  /** The names of those that somebody may call, for messages. */
  String names(Caller caller) {
    return byName.keySet().stream().filter(caller::mayCall).collect(Collectors.joining(", "));
  }
}
