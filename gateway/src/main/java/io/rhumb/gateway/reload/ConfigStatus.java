package io.rhumb.gateway.reload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the configuration stands.
 *
 * @param source where it comes from
 * @param generation 1 at the start, one more with each that took over
 * @param since when the one in force took over
 * @param inForce the digest of its text; empty until it was looked at again after the start
 * @param found the digest of the text that is there now; empty if there is none
 * @param lastError why the last one that was refused was; empty if none was since the start
 */
public record ConfigStatus(
    String source,
    int generation,
    Instant since,
    Optional<String> inForce,
    Optional<String> found,
    Optional<Refusal> lastError) {

  /**
   * A refusal.
   *
   * @param at when it was refused first
   * @param phase what refused it
   * @param problems why, each with its place
   * @param standing whether it is still what is there
   */
  public record Refusal(Instant at, ConfigPhase phase, List<String> problems, boolean standing) {

    /** Copies the problems. */
    public Refusal {
      problems = List.copyOf(problems);
    }

    Refusal past() {
      return new Refusal(at, phase, problems, false);
    }

    boolean says(ConfigPhase otherPhase, List<String> otherProblems) {
      return phase == otherPhase && problems.equals(otherProblems);
    }
  }

  /** Whether what is there now is refused, so that something else is in force. */
  public boolean refused() {
    return lastError.filter(Refusal::standing).isPresent();
  }

  /** What is there says what it said. */
  ConfigStatus reworded(Optional<String> digest) {
    return new ConfigStatus(
        source, generation, since, refused() ? inForce : digest, digest, lastError);
  }

  ConfigStatus kept(Optional<String> digest) {
    return new ConfigStatus(
        source, generation, since, digest, digest, lastError.map(Refusal::past));
  }

  ConfigStatus adopted(Optional<String> digest, Instant now) {
    return new ConfigStatus(
        source, generation + 1, now, digest, digest, lastError.map(Refusal::past));
  }

  ConfigStatus refused(Optional<String> digest, Refusal why) {
    return new ConfigStatus(source, generation, since, inForce, digest, Optional.of(why));
  }
}
