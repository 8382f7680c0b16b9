package io.rhumb.gateway.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the folder is new, other than before, or gone.
 *
 * @param file its name
 * @param next what it is now; null: it is gone
 */
record PluginChange(String file, @Nullable PluginJar next) {

  private static final int DIGEST_SHOWN = 12;

  /** Makes the change in a map of jars by file; returns what was there. */
  @Nullable
  PluginJar applyTo(Map<String, PluginJar> jars) {
    return next == null ? jars.remove(file) : jars.put(file, next);
  }

  /** The strategies that come with it. */
  Set<String> names() {
    return next == null ? Set.of() : next.strategies().names();
  }

  /** What was opened for it and is not among those jars. */
  Optional<PluginJar> notIn(Map<String, PluginJar> jars) {
    return Optional.ofNullable(next).filter(jar -> jars.get(file) != jar);
  }

  /** For the log. */
  String done() {
    return next == null
        ? file + ": gone"
        : file + ": in force, sha256 " + next.digest().substring(0, DIGEST_SHOWN) + ", provides "
            + String.join(", ", names());
  }

  /** For whoever wants to know why not. */
  String refused(String why) {
    return next == null ? file + ": removed, but in use: " + why : file + ": " + why;
  }
}
