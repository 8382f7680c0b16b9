package io.rhumb.gateway.predict;

import io.rhumb.gateway.upstream.UpstreamTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ready means: models can be served. One can as long as one of its targets has a credential at hand or needs none; how its
 * targets fare has no say, since an outage must not drain the gateway that would route around it. Thread-safe.
 *
 * <p>Until it was ready once, every model has to be servable: the requests that a newcomer does not take yet are served by
 * others. That holds for {@link #PATIENCE} only, or one model's broken credential would keep all of a new gateway's models from being
 * served. From then on any model is enough: the one that has lost its credential is not helped by taking the others away.
 */
public final class ModelReadiness implements Readiness {

  /** How long a newcomer waits for every model: far more than a token takes, less than an operator does (a guess). */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<Models> models;
  private final LongSupplier clock;
  private final long patientUntil;
  private volatile boolean anySuffices;

  /**
   * The readiness of a gateway that starts now.
   *
   * @param models looked at each time
   * @param clock monotonic, in nanoseconds
   */
  public ModelReadiness(Supplier<Models> models, LongSupplier clock) {
    this.models = models;
    this.clock = clock;
    this.patientUntil = clock.getAsLong() + PATIENCE.toNanos();
  }

  @Override
  public Optional<String> whyNot() {
    List<String> unservable = new ArrayList<>();
    boolean any = false;
    for (Model model : models.get().all()) {
      if (servable(model)) {
        any = true;
      } else {
        unservable.add(model.name());
      }
    }
    if (unservable.isEmpty() || clock.getAsLong() >= patientUntil) {
      anySuffices = true;
    }
    return any && anySuffices
        ? Optional.empty()
        : Optional.of("no credential at hand for any target of " + String.join(", ", unservable));
  }

  private static boolean servable(Model model) {
    for (UpstreamTarget upstream : model.upstreams()) {
      if (upstream.hasCredential()) {
        return true;
      }
    }
    return false;
  }
}
