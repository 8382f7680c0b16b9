package io.rhumb.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schema of configurations, for editors. What it accepts the reader may still refuse: it knows no files and no strategies. */
public final class GatewaySchema {

  private static final String RESOURCE = "/io/rhumb/gateway/conf/gateway.schema.json";

  private GatewaySchema() {}

  /** All of it. */
  public static String text() {
    try (InputStream in = GatewaySchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + ": missing (expected: in the jar)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
