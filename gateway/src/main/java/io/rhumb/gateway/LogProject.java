package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.process.Logging;
import io.rhumb.gateway.target.ProjectId;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The project of Google Cloud that traces in the log belong to: configured, or else what the metadata server says, once it has. Thread-safe. */
final class LogProject {

  /** A server that is there at all answers within that. A guess. */
  private static final int TRIES = 5;

  private static final long PAUSE_SECONDS = 5;

  private volatile @Nullable String id;

  private LogProject() {}

  /** Begins to find out, where the log has a use for it. Nobody waits. */
  static LogProject find(Vertx vertx, GatewayConfig config) {
    LogProject project = new LogProject();
    project.id = config.logs().project().orElse(null);
    if (project.id == null
        && config.logs().requests() != LogsConfig.Requests.NONE
        && Logging.json(config.logs().format())) {
      project.ask(vertx, config.metadataHost(), TRIES);
    }
    return project;
  }

  private void ask(Vertx vertx, String metadataHost, int tries) {
    ProjectId.ask(vertx, metadataHost).onSuccess(found -> id = found).onFailure(failure -> {
      if (tries > 1) {
        // No future, which Vert.x would fail with an error in the log if it ends before.
        vertx.setTimer(
            TimeUnit.SECONDS.toMillis(PAUSE_SECONDS), timer -> ask(vertx, metadataHost, tries - 1));
      }
    });
  }

  /** Null as long as it is not known. */
  @Nullable
  String id() {
    return id;
  }
}
