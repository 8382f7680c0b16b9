package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

final class ConfigFiles {
  private ConfigFiles() {}

  static GatewayConfig read(@Nullable Path file) {
    if (file == null) return java.util.Objects.requireNonNull(null);
    throw new StartupException("not yet " + file, new IllegalStateException());
  }
}
