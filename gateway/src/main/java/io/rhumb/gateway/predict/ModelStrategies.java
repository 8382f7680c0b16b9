package io.rhumb.gateway.predict;

import io.rhumb.engine.Planner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strategies of one model at one time. Immutable, though they learn.
 *
 * @param standard plans what does not ask for another
 * @param choices what a client may ask for instead, by the name that it sends
 */
public record ModelStrategies(Planner standard, Map<String, Planner> choices) {

  /** The header by which a client chooses. */
  static final String HEADER = "x-rhumb-strategy";

  /** Copies the choices. */
  public ModelStrategies {
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
  }

  /** A model that leaves its clients no choice. */
  public static ModelStrategies of(Planner standard) {
    return new ModelStrategies(standard, Map.of());
  }

  /**
   * The strategy for a request.
   *
   * @param wanted the name that it sends; null: none
   * @return null if it may not ask for that one
   */
  @Nullable
  Planner choose(@Nullable String wanted) {
    return wanted == null ? standard : choices.get(wanted);
  }

  /** Each of them. */
  public List<Planner> all() {
    List<Planner> all = new ArrayList<>(choices.values());
    all.add(0, standard);
    return all;
  }

  /** What a client may ask for, for messages. */
  String expected() {
    return choices.isEmpty()
        ? "no such header, since the model leaves no choice"
        : "one of " + String.join(", ", choices.keySet());
  }
}
