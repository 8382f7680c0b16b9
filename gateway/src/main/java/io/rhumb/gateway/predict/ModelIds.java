package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Caller;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ids by which clients may call models, beside their names: those of their targets. Immutable. */
final class ModelIds {

  private final Map<String, List<Model>> byId = new LinkedHashMap<>();

  ModelIds(Collection<Model> models) {
    Map<String, Set<Model>> found = new LinkedHashMap<>();
    models.forEach(model -> model.upstreams().forEach(target -> target
        .ids()
        .forEach(id -> found.computeIfAbsent(id, first -> new LinkedHashSet<>()).add(model))));
    found.forEach((id, those) -> byId.put(id, List.copyOf(those)));
  }

  /** The one model with that id; null if there is none, or several. */
  @Nullable
  Model find(String id) {
    List<Model> found = byId.get(id);
    return found != null && found.size() == 1 ? found.get(0) : null;
  }

  /** The names of the models with that id that somebody may call, for messages; null if there are not several with it. */
  @Nullable
  String several(String id, Caller caller) {
    List<Model> found = byId.get(id);
    return found == null || found.size() < 2
        ? null
        : found.stream().map(Model::name).filter(caller::mayCall).collect(Collectors.joining(", "));
  }
}
