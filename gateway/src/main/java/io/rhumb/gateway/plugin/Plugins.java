package io.rhumb.gateway.plugin;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The strategy jars that are in force. {@link #scan} brings them up to date with the folder; it blocks, and has one caller at a time.
 * The other methods are thread-safe.
 */
public final class Plugins implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

  private final StrategyCatalog builtIn;
  private final PluginFolder folder;
  private final Executor blocking;
  private final BoundedCalls calls;
  /** In force, or replaced and still in use. */
  private final Queue<PluginJar> open = new ConcurrentLinkedQueue<>();

  private final Map<String, String> problems = new TreeMap<>();
  /** Of jars whose code did not return, by their digests: to be tried again, each would cost another thread. */
  private final Map<String, String> gaveUp = new TreeMap<>();

  /** What the folder held when it was last acted upon; null: never. */
  private @Nullable Map<String, String> settled;
  /** What the adopter's answers depended on then. */
  private @Nullable Object settledBasis;

  private Map<String, String> lastSeen = Map.of();
  private @Nullable String folderProblem;
  private Map<String, PluginJar> jars = Map.of();
  private volatile StrategyCatalog catalog;
  private volatile List<PluginStatus> statuses = List.of();

  /**
   * No jar yet.
   *
   * @param builtIn the strategies that no jar may replace
   * @param folder holds the jars; need not be there
   * @param blocking closes jars that are not needed any more
   */
  public Plugins(StrategyCatalog builtIn, Path folder, Executor blocking) {
    this(builtIn, folder, blocking, BoundedCalls.USUAL);
  }

  /** As the other, with calls of another patience. */
  Plugins(StrategyCatalog builtIn, Path folder, Executor blocking, BoundedCalls calls) {
    this.calls = calls;
    this.builtIn = builtIn;
    this.folder = new PluginFolder(folder);
    this.blocking = blocking;
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
   * Looks at the folder, and takes over what can be: at once the first time, later when the folder was found alike twice. What cannot be
   * taken over is logged once, in one line, and tried again when the folder or the adopter's {@linkplain Adopter#basis basis} is another.
   *
   * @param adopter puts changed strategies into force
   */
  public void scan(Adopter adopter) {
    PluginFolder.Listing listing;
    try {
      listing = folder.list();
      folderProblem = null;
    } catch (PluginException e) {
      if (!String.valueOf(e.getMessage()).equals(folderProblem)) {
        folderProblem = e.getMessage();
        LOG.log(System.Logger.Level.WARNING, "plug-ins: {0}", folderProblem);
      }
      return;
    }
    Map<String, String> seen = new TreeMap<>(listing.problems());
    listing.contents().forEach((file, content) -> seen.put(file, content.digest()));
    // A file that is being copied, or put in the place of another, is other than this the next
    // time.
    boolean still = settled == null || seen.equals(lastSeen);
    lastSeen = seen;
    Object basis = adopter.basis();
    if (still && !(seen.equals(settled) && basis.equals(settledBasis))) {
      update(listing, adopter);
      settled = seen;
      settledBasis = basis;
    }
  }

  /** Closes every jar, whatever uses it. */
  @Override
  public void close() {
    open.forEach(PluginJar::close);
    open.clear();
  }

  private void update(PluginFolder.Listing listing, Adopter adopter) {
    Map<String, String> before = Map.copyOf(problems);
    problems.clear();
    problems.putAll(listing.problems());
    gaveUp
        .keySet()
        .retainAll(listing.contents().values().stream().map(FileContent::digest).toList());
    List<PluginChange> changes = changes(listing);
    try {
      apply(changes, adopter);
    } finally {
      close(changes.stream().flatMap(change -> change.notIn(jars).stream()).toList());
    }
    statuses = status();
    problems.forEach((file, problem) -> {
      if (!problem.equals(before.get(file))) {
        LOG.log(System.Logger.Level.ERROR, "plug-ins: {0}; what was in force stays", problem);
      }
    });
  }

  private List<PluginChange> changes(PluginFolder.Listing listing) {
    List<PluginChange> changes = new ArrayList<>();
    listing.contents().forEach((file, content) -> changeTo(file, content).ifPresent(changes::add));
    for (String file : jars.keySet()) {
      if (!listing.has(file)) {
        changes.add(new PluginChange(file, null));
      }
    }
    return changes;
  }

  private Optional<PluginChange> changeTo(String file, FileContent content) {
    PluginJar inForce = jars.get(file);
    if (inForce != null && inForce.digest().equals(content.digest())) {
      return Optional.empty();
    }
    String known = gaveUp.get(content.digest());
    if (known != null) {
      problems.put(file, known);
      return Optional.empty();
    }
    try {
      PluginJar opened = PluginJar.open(content, calls);
      open.add(opened);
      return Optional.of(new PluginChange(file, opened));
    } catch (PluginException e) {
      String problem = String.valueOf(e.getMessage());
      problems.put(file, problem);
      if (e.getCause() instanceof NotReturnedException) {
        gaveUp.put(content.digest(), problem);
      }
      return Optional.empty();
    }
  }

  /**
   * Together first, since one jar may take the place of another; else one by one, as often as that makes another one possible, so that
   * a bad one does not hold up the rest.
   */
  private void apply(List<PluginChange> changes, Adopter adopter) {
    if (changes.isEmpty() || tryToApply(changes, adopter).isEmpty()) {
      return;
    }
    Map<PluginChange, String> refused = new LinkedHashMap<>();
    changes.forEach(change -> refused.put(change, ""));
    int before;
    do {
      before = refused.size();
      for (PluginChange change : List.copyOf(refused.keySet())) {
        if (gaveUp(change).isEmpty()) {
          Optional<String> why = tryToApply(List.of(change), adopter);
          why.ifPresentOrElse(text -> refused.put(change, text), () -> refused.remove(change));
        }
      }
    } while (!refused.isEmpty() && refused.size() < before);
    refused.forEach((change, why) -> problems.put(
        change.file(), gaveUp(change).orElseGet(() -> PluginException.line(change.refused(why)))));
  }

  private Optional<String> gaveUp(PluginChange change) {
    return Optional.ofNullable(change.next()).map(PluginJar::digest).map(gaveUp::get);
  }

  private Optional<String> tryToApply(List<PluginChange> changes, Adopter adopter) {
    Map<String, PluginJar> next = new TreeMap<>(jars);
    List<PluginJar> replaced = new ArrayList<>();
    Set<String> changed = new TreeSet<>();
    for (PluginChange change : changes) {
      PluginJar old = change.applyTo(next);
      changed.addAll(change.names());
      if (old != null) {
        replaced.add(old);
        changed.addAll(old.strategies().names());
      }
    }
    try {
      StrategyCatalog candidate = builtIn;
      for (PluginJar jar : next.values()) {
        candidate = candidate.with(jar.strategies());
      }
      Future<Void> disused = adopter.adopt(candidate, changed);
      jars = next;
      catalog = candidate;
      changes.forEach(change -> LOG.log(System.Logger.Level.INFO, "plug-ins: {0}", change.done()));
      disused.onComplete(v -> blocking.execute(() -> close(replaced)));
      return Optional.empty();
    } catch (InvalidStrategyConfigException | IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      PluginJar only = changes.size() == 1 ? changes.get(0).next() : null;
      if (only != null && e.getCause() instanceof NotReturnedException) {
        gaveUp.put(only.digest(), PluginException.line(changes.get(0).refused(why)));
      }
      return Optional.of(why);
    }
  }

  private void close(List<PluginJar> disused) {
    disused.forEach(PluginJar::close);
    open.removeAll(disused);
  }

  private List<PluginStatus> status() {
    Map<String, PluginStatus> byFile = new TreeMap<>();
    jars.forEach((file, jar) -> byFile.put(
        file,
        new PluginStatus(
            file,
            Optional.of(jar.digest()),
            List.copyOf(jar.strategies().names()),
            Optional.ofNullable(problems.get(file)))));
    problems.forEach((file, problem) -> byFile.putIfAbsent(
        file, new PluginStatus(file, Optional.empty(), List.of(), Optional.of(problem))));
    return List.copyOf(byFile.values());
  }
}
