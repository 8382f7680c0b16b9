package io.rhumb.gateway.trace;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.rhumb.gateway.config.TracesConfig;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.RequestTrace;
import io.rhumb.gateway.telemetry.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Follows the requests that are to be traced: those whose client says so, and a share of those whose client says nothing. Spans wait in a
 * bounded queue for a thread of their own, which sends them; what finds no place there is lost and counted in the log, and no request waits
 * for any of it. Thread-safe.
 */
public final class Traces implements RequestListener {

  /** For what is left to be sent, when the gateway stops: it has to be gone soon. A guess. */
  private static final long CLOSE_MILLIS = 1_000;

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final double sample;
  private final RandomGenerator random;

  /**
   * Traces that are sent.
   *
   * @param resource what spans say of this gateway, by name
   * @param environment the environment variables
   */
  public static Traces start(
      TracesConfig config,
      Map<String, String> resource,
      Map<String, String> environment,
      RandomGenerator random) {
    return new Traces(OtlpExport.start(config, resource, environment), config.sample(), random);
  }

  /**
   * Traces.
   *
   * @param provider makes and sends spans; every one that is begun
   * @param sample share of requests that are traced, of those whose client has not decided that
   */
  Traces(SdkTracerProvider provider, double sample, RandomGenerator random) {
    this.provider = provider;
    this.tracer = provider.get("io.rhumb.gateway");
    this.sample = sample;
    this.random = random;
  }

  @Override
  public RequestTrace onBegin(HttpServerRequest request) {
    TraceContext parent = TraceContext.of(request.headers());
    boolean sampled = parent == null ? random.nextDouble() < sample : parent.sampled();
    return sampled ? new SpanTrace(tracer, request, parent) : RequestTrace.NONE;
  }

  /** Nothing: what follows the request was told. */
  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {}

  /** Sends what is left, as far as that is possible within a second. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    CompletableResultCode sent = provider.shutdown();
    sent.whenComplete(closed::tryComplete);
    return closed.future().timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
