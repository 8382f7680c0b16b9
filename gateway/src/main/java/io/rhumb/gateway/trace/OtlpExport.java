package io.rhumb.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.TracesConfig;
import io.rhumb.gateway.credential.HeaderValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** How spans get to whoever receives them. */
final class OtlpExport {

  private static final System.Logger LOG = System.getLogger(OtlpExport.class.getName());

  /** Where the receiver takes them (OTLP specification, "OTLP/HTTP Request"). */
  private static final String PATH = "/v1/traces";

  /** As OpenTelemetry's own defaults have them. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 2_048;

  private OtlpExport() {}

  /**
   * Begins to send what will be traced. Sends on threads of its own; a receiver that is not there, slow or silent delays nobody else.
   *
   * @param resource what the spans say of this gateway, by name
   */
  static SdkTracerProvider start(
      TracesConfig config, Map<String, String> resource, Map<String, String> environment) {
    OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
        .setEndpoint(config.endpoint().toString().replaceAll("/+$", "") + PATH)
        .setConnectTimeout(TIMEOUT)
        .setTimeout(TIMEOUT);
    config.header().ifPresent(header -> exporter.setHeaders(() -> read(header, environment)));
    return SdkTracerProvider.builder()
        .setResource(Resource.create(attributes(resource)))
        // What is not to be traced is not begun.
        .setSampler(Sampler.alwaysOn())
        .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
            .setScheduleDelay(DELAY)
            .setMaxQueueSize(MOST_WAITING)
            .setExporterTimeout(TIMEOUT)
            .build())
        .build();
  }

  private static Attributes attributes(Map<String, String> resource) {
    AttributesBuilder attributes = Attributes.builder();
    resource.forEach((name, value) -> attributes.put(AttributeKey.stringKey(name), value));
    return attributes.build();
  }

  /** Read again for each batch, so that what changes in the file is sent. */
  private static Map<String, String> read(
      CredentialConfig header, Map<String, String> environment) {
    if (header instanceof CredentialConfig.HeaderFromEnvironment from) {
      return header(
          from.name(), from.variable(), () -> environment.getOrDefault(from.variable(), ""));
    }
    if (header instanceof CredentialConfig.HeaderFromFile from) {
      return header(from.name(), from.path(), () -> Files.readString(from.path()));
    }
    return Map.of();
  }

  /** What cannot be a header must not get any further: the exporter would log it whole, and it is a secret. */
  private static Map<String, String> header(String name, Object source, Text text) {
    try {
      return Map.ofEntries(HeaderValue.entry(name, "", text.read()));
    } catch (IOException | IllegalArgumentException failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          "traces.header: " + source + ": "
              + (failure instanceof IOException ? failure : failure.getMessage()));
      return Map.of();
    }
  }

  private interface Text {
    String read() throws IOException;
  }
}
