package io.rhumb.gateway.generation;

import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.reload.RefusedConfigException;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Tries the targets that a new generation does not share with the one before: each event loop connects to them, so that they are warm
 * when the first request comes. A model none of whose targets can be reached or has a credential is a mistake, and refused; one that
 * has some is taken, with a warning for the others, since a region may be down at the very moment.
 */
public final class TargetProbe {

  private static final System.Logger LOG = System.getLogger(TargetProbe.class.getName());

  private final Function<List<UpstreamTarget>, List<Future<Set<UpstreamTarget>>>> connect;

  /**
   * A probe.
   *
   * @param connect connects each event loop to targets, and tells which could be reached
   */
  public TargetProbe(Function<List<UpstreamTarget>, List<Future<Set<UpstreamTarget>>>> connect) {
    this.connect = connect;
  }

  /**
   * Tries what is new. Blocks, as long as connecting and getting a credential may take.
   *
   * @throws RefusedConfigException if a model could not be served
   */
  void require(Generation next, Generation inForce) {
    Set<UpstreamTarget> serving = new HashSet<>(inForce.models().upstreams());
    List<UpstreamTarget> fresh = next.models().upstreams().stream()
        .filter(target -> !serving.contains(target))
        .toList();
    Set<UpstreamTarget> usable = usable(fresh);
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Model model : next.models().all()) {
      check(model, fresh, usable, problems, warnings);
    }
    RefusedConfigException.throwIfAny(ConfigPhase.PROBE, problems);
    // Not before: if another model is refused, nothing is taken.
    warnings.forEach(what ->
        LOG.log(System.Logger.Level.WARNING, "configuration: {0}; taken all the same", what));
  }

  private static void check(
      Model model,
      List<UpstreamTarget> fresh,
      Set<UpstreamTarget> usable,
      List<String> problems,
      List<String> warnings) {
    boolean any = false;
    List<String> without = new ArrayList<>();
    for (int i = 0; i < model.upstreams().size(); i++) {
      UpstreamTarget target = model.upstreams().get(i);
      if (!fresh.contains(target) || usable.contains(target)) {
        any = true;
      } else {
        without.add(model.targets().get(i).id());
      }
    }
    String what = "models." + model.name() + ".targets: " + String.join(", ", without)
        + " cannot be reached, or there is no credential";
    if (!any) {
      problems.add(what + " (expected: one that answers)");
    } else if (!without.isEmpty()) {
      warnings.add(what);
    }
  }

  private Set<UpstreamTarget> usable(List<UpstreamTarget> fresh) {
    Set<UpstreamTarget> usable = new HashSet<>();
    if (!fresh.isEmpty()) {
      List<Future<?>> credentials = new ArrayList<>();
      fresh.forEach(target -> credentials.add(target.prepareCredential()));
      for (Future<Set<UpstreamTarget>> reached : connect.apply(fresh)) {
        usable.addAll(Blocking.await(reached));
      }
      Blocking.await(Future.join(credentials).transform(v -> Future.succeededFuture()));
      usable.removeIf(target -> !target.hasCredential());
    }
    return usable;
  }
}
