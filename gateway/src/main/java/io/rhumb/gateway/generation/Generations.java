package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.upstream.ConnectionSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The generation in force, and those before it until their last request has ended: then what none of the others needs is given back.
 * One writer, the thread of changes; readers on any thread.
 */
public final class Generations {

  /** What is given back. Each is told what is still needed, and keeps that. */
  public interface Resources {

    /** Shows its gauges, and no others; keeps its limits. */
    void follow(Generation inForce);

    /** Takes out the series of other models. */
    void retainModels(Set<String> served);

    /** Closes connections that are made otherwise. */
    void retainConnections(Set<ConnectionSettings> used);

    /** Ends other credentials. */
    void retainCredentials(Set<CredentialConfig> used);

    /** Ends other keys of issuers. */
    void retainSigningKeys(Set<URI> used);
  }

  private final Resources resources;
  private final Retirement retirement;
  private final Consumer<Runnable> changes;
  private final List<Generation> living = new ArrayList<>();
  private volatile Generation current;

  /**
   * The first one is in force.
   *
   * @param changes runs what it is given on the thread of changes
   */
  public Generations(
      Generation first, Resources resources, Retirement retirement, Consumer<Runnable> changes) {
    this.current = first;
    this.resources = resources;
    this.retirement = retirement;
    this.changes = changes;
    living.add(first);
    resources.follow(first);
  }

  /** What is in force. Thread-safe. */
  public Generation current() {
    return current;
  }

  /** Puts another one into force. */
  void take(Generation next) {
    Generation old = current;
    living.add(next);
    current = next;
    resources.follow(next);
    retirement
        .of(() -> idle(old))
        .onComplete(v -> changes.accept(() -> {
          living.remove(old);
          giveBack(old);
        }));
  }

  /**
   * Gives back what was made for one that will not be.
   *
   * @param refused null if it was not finished
   */
  void discard(@Nullable Generation refused) {
    giveBack(refused);
  }

  private void giveBack(@Nullable Generation gone) {
    Set<ConnectionSettings> connections = new HashSet<>();
    Set<CredentialConfig> credentials = new HashSet<>();
    Set<BreakerAdmission> breakers = new HashSet<>();
    Set<URI> signingKeys = new HashSet<>();
    Set<String> models = new HashSet<>();
    for (Generation generation : living) {
      connections.addAll(generation.connections());
      credentials.addAll(generation.credentials());
      breakers.addAll(generation.breakers());
      signingKeys.addAll(generation.signingKeys());
      models.addAll(generation.config().models().keySet());
    }
    if (gone != null) {
      gone.breakers().stream()
          .filter(breaker -> !breakers.contains(breaker))
          .forEach(BreakerAdmission::close);
    }
    resources.retainModels(models);
    resources.retainConnections(connections);
    resources.retainCredentials(credentials);
    resources.retainSigningKeys(signingKeys);
  }

  private static boolean idle(Generation generation) {
    for (Model model : generation.models().all()) {
      if (!model.running().idle()) {
        return false;
      }
    }
    return true;
  }
}
