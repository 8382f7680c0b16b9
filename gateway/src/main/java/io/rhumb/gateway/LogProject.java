package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.target.ProjectId;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The project of Google Cloud that traces in the log belong to: configured, or else what the metadata server says, once it has. Thread-safe. */
final class LogProject {

  private volatile @Nullable String id;

  private LogProject() {}

  /** Begins to find out, where the log has a use for it. Nobody waits. */
  static LogProject find(Vertx vertx, GatewayConfig config) {
    LogProject project = new LogProject();
    project.id = config.logs().project().orElse(null);
    if (project.id == null
        && config.logs().requests() != LogsConfig.Requests.NONE
        && Logging.json(config.logs().format())) {
      ProjectId.ask(vertx, config.metadataHost()).onSuccess(found -> project.id = found);
    }
    return project;
  }

  /** Null as long as it is not known. */
  @Nullable
  String id() {
    return id;
  }
}
