package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ids by which clients may call models, beside their names: those of their targets. Immutable. */
final class ModelIds {

  private final Map<String, List<Model>> byId = new LinkedHashMap<>();

  ModelIds(Collection<Model> models) {
    models.forEach(model -> model.upstreams().stream()
        .flatMap(target -> target.ids().stream())
        .distinct()
        .forEach(id -> byId.computeIfAbsent(id, first -> new ArrayList<>(1)).add(model)));
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
