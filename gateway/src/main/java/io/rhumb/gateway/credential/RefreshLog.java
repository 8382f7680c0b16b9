package io.rhumb.gateway.credential;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of fetches, and tells the operator once per change, not once per try. Thread-safe. */
final class RefreshLog {

  private static final Logger LOG = System.getLogger(RefreshLog.class.getName());

  private final String name;
  private long refreshes;
  private long failures;
  private @Nullable String lastError;

  RefreshLog(String name) {
    this.name = name;
  }

  void succeeded() {
    boolean again;
    synchronized (this) {
      again = lastError != null;
      refreshes++;
      lastError = null;
    }
    if (again) {
      LOG.log(Level.INFO, () -> name + ": available again");
    }
  }

  void failed(String problem) {
    boolean changed;
    synchronized (this) {
      changed = !problem.equals(lastError);
      failures++;
      lastError = problem;
    }
    if (changed) {
      LOG.log(Level.WARNING, () -> name + ": " + problem);
    }
  }

  /** Why the last fetch failed, for whoever waited for it; something general if it did not. */
  synchronized String explanation() {
    return name + ": " + (lastError == null ? "no answer yet" : lastError);
  }

  synchronized CredentialStatus status(boolean ready, @Nullable Token held) {
    return CredentialStatus.of(name, ready, held, refreshes, failures, lastError);
  }
}
