package io.rhumb.gateway.reload;

import io.rhumb.gateway.telemetry.ConfigMetrics;
import io.rhumb.gateway.telemetry.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps the {@link ConfigStatus}: logged, counted and shown. One writer; readers on any thread. */
public final class ConfigHistory {

  private static final System.Logger LOG = System.getLogger(ConfigHistory.class.getName());
  private static final Words<ConfigPhase> PHASES = Words.of(ConfigPhase.class);

  private final InstantSource clock;
  private final ConfigMetrics metrics;
  private volatile ConfigStatus status;

  /**
   * The first configuration is in force.
   *
   * @param source where it comes from
   */
  public ConfigHistory(String source, InstantSource clock, ConfigMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
    this.status = new ConfigStatus(
        source, 1, clock.instant(), Optional.empty(), Optional.empty(), Optional.empty());
    for (ConfigPhase phase : ConfigPhase.values()) {
      metrics.mayRefuse(PHASES.word(phase));
    }
    metrics.show(
        () -> status.generation(),
        () -> status.refused(),
        () -> status.lastError().map(ConfigStatus.Refusal::at).orElse(null));
  }

  /** How it stands. */
  public ConfigStatus status() {
    return status;
  }

  /** What is there says what is in force. */
  void kept(Optional<String> digest) {
    if (status.refused()) {
      LOG.log(
          System.Logger.Level.INFO,
          "configuration: {0} is again what is in force",
          status.source());
    }
    status = status.kept(digest);
  }

  /** What is there says what it said, in another text. */
  void reworded(Optional<String> digest) {
    status = status.reworded(digest);
  }

  /** What is there took over. */
  void adopted(Optional<String> digest) {
    status = status.adopted(digest, clock.instant());
    metrics.adopted();
    LOG.log(
        System.Logger.Level.INFO,
        "configuration: {0} taken over as generation {1}",
        status.source(),
        String.valueOf(status.generation()));
  }

  /** What is there cannot be. The same refusal again is counted and logged only once. */
  void refused(Optional<String> digest, ConfigPhase phase, List<String> problems) {
    boolean known = status.refused()
        && status.lastError().filter(last -> last.says(phase, problems)).isPresent();
    Instant at = known ? status.lastError().orElseThrow().at() : clock.instant();
    status = status.refused(digest, new ConfigStatus.Refusal(at, phase, problems, true));
    if (!known) {
      metrics.refused(PHASES.word(phase));
      LOG.log(
          System.Logger.Level.ERROR,
          "configuration: {0} refused ({1}), what was in force stays: {2}",
          status.source(),
          PHASES.word(phase),
          String.join("; ", problems));
    }
  }
}
