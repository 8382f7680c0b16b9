package io.rhumb.gateway.plugin;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The strategy jars that are in force. {@link #scan} brings them up to date with the folder; it blocks, and has one caller at a time.
 * The other methods are thread-safe.
 */
public final class Plugins implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

  private final StrategyCatalog builtIn;
  private final PluginFolder folder;
  private final Map<String, String> problems = new TreeMap<>();
  private Map<String, String> seenDigests = Map.of();
  private @Nullable String folderProblem;
  private volatile Map<String, PluginJar> jars = Map.of();
  private volatile StrategyCatalog catalog;
  private volatile List<PluginStatus> statuses = List.of();

  /**
   * No jar yet.
   *
   * @param builtIn the strategies that no jar may replace
   * @param folder holds the jars; need not be there
   */
  public Plugins(StrategyCatalog builtIn, Path folder) {
    this.builtIn = builtIn;
    this.folder = new PluginFolder(folder);
    this.catalog = builtIn;
  }

  /** The strategies that there are now. */
  public StrategyCatalog catalog() {
    return catalog;
  }

  /** How each file stands, in alphabetical order. */
  public List<PluginStatus> statuses() {
    return statuses;
  }

  /**
   * Looks at the folder, and if it changed takes over what can be. What cannot be is logged once, in one line.
   *
   * @param adopter puts changed strategies into force
   */
  public void scan(Adopter adopter) {
    Map<String, FileContent> contents;
    try {
      contents = folder.list();
      folderProblem = null;
    } catch (PluginException e) {
      // A file that is being replaced may be gone for a moment. Next time.
      if (!String.valueOf(e.getMessage()).equals(folderProblem)) {
        folderProblem = e.getMessage();
        LOG.log(System.Logger.Level.WARNING, "plug-ins: {0}", e.getMessage());
      }
      return;
    }
    Map<String, String> digests = new TreeMap<>();
    contents.forEach((file, content) -> digests.put(file, content.digest()));
    if (!digests.equals(seenDigests)) {
      seenDigests = digests;
      update(contents, adopter);
    }
  }

  /** Closes every jar, whatever uses them. */
  @Override
  public void close() {
    jars.values().forEach(PluginJar::close);
  }

  private void update(Map<String, FileContent> contents, Adopter adopter) {
    Map<String, String> before = Map.copyOf(problems);
    problems.clear();
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<String, FileContent> entry : contents.entrySet()) {
      changeTo(entry.getKey(), entry.getValue()).ifPresent(changes::add);
    }
    for (String file : jars.keySet()) {
      if (!contents.containsKey(file)) {
        changes.add(new Change(file, null));
      }
    }
    apply(changes, adopter);
    statuses = status();
    problems.forEach((file, problem) -> {
      if (!problem.equals(before.get(file))) {
        LOG.log(System.Logger.Level.ERROR, "plug-ins: {0}; what was in force stays", problem);
      }
    });
  }

  private Optional<Change> changeTo(String file, FileContent content) {
    PluginJar inForce = jars.get(file);
    if (inForce != null && inForce.digest().equals(content.digest())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Change(file, PluginJar.open(file, content)));
    } catch (PluginException e) {
      problems.put(file, e.getMessage());
      return Optional.empty();
    }
  }

  /** Together first, since one jar may take the place of another; else one by one, so that a bad one does not hold up the rest. */
  private void apply(List<Change> changes, Adopter adopter) {
    if (changes.isEmpty()) {
      return;
    }
    Optional<String> refusal = tryToApply(changes, adopter);
    if (refusal.isPresent() && changes.size() == 1) {
      refuse(changes.get(0), refusal.get());
    } else if (refusal.isPresent()) {
      for (Change change : changes) {
        tryToApply(List.of(change), adopter).ifPresent(why -> refuse(change, why));
      }
    }
  }

  private void refuse(Change change, String why) {
    problems.put(change.file(), change.describe(why));
    change.discard();
  }

  private Optional<String> tryToApply(List<Change> changes, Adopter adopter) {
    Map<String, PluginJar> next = new TreeMap<>(jars);
    List<PluginJar> replaced = new ArrayList<>();
    Set<String> changed = new TreeSet<>();
    for (Change change : changes) {
      PluginJar old = change.applyTo(next);
      if (old != null) {
        replaced.add(old);
        changed.addAll(names(List.of(old)));
      }
    }
    try {
      StrategyCatalog candidate = builtIn.with(providers(next.values()));
      changes.forEach(change -> changed.addAll(change.names()));
      Future<Void> unused = adopter.adopt(candidate, changed);
      jars = next;
      catalog = candidate;
      changes.forEach(
          change -> LOG.log(System.Logger.Level.INFO, "plug-ins: {0}", change.describe()));
      unused.onComplete(v -> replaced.forEach(PluginJar::close));
      return Optional.empty();
    } catch (InvalidStrategyConfigException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // name() is a stranger's code too.
      return Optional.of(e + " (expected: a name)");
    }
  }

  private List<PluginStatus> status() {
    Map<String, PluginStatus> byFile = new TreeMap<>();
    jars.forEach((file, jar) -> byFile.put(
        file,
        new PluginStatus(
            file,
            Optional.of(jar.digest()),
            names(List.of(jar)),
            Optional.ofNullable(problems.get(file)))));
    problems.forEach((file, problem) -> byFile.putIfAbsent(
        file, new PluginStatus(file, Optional.empty(), List.of(), Optional.of(problem))));
    return List.copyOf(byFile.values());
  }

  private static List<RoutingStrategyProvider> providers(Collection<PluginJar> jars) {
    return jars.stream().flatMap(jar -> jar.providers().stream()).toList();
  }

  private static List<String> names(Collection<PluginJar> jars) {
    return providers(jars).stream().map(RoutingStrategyProvider::name).toList();
  }

  /**
   * One file is new, other than before, or gone.
   *
   * @param next null: it is gone
   */
  private record Change(String file, @Nullable PluginJar next) {

    @Nullable
    PluginJar applyTo(Map<String, PluginJar> jars) {
      return next == null ? jars.remove(file) : jars.put(file, next);
    }

    List<String> names() {
      return next == null ? List.of() : Plugins.names(List.of(next));
    }

    void discard() {
      if (next != null) {
        next.close();
      }
    }

    String describe() {
      return next == null
          ? file + ": gone"
          : file + ": in force, sha256 " + next.digest().substring(0, 12) + ", provides "
              + String.join(", ", names());
    }

    String describe(String why) {
      return next == null
          ? file + ": removed, but in use: " + why
          : why.startsWith(file) ? why : file + ": " + why;
    }
  }
}
