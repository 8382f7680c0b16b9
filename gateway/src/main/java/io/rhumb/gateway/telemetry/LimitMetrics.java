package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Overload;
import io.rhumb.gateway.page.PagePool;

/**
 * What the gateway holds: {@code rhumb_client_connections}, {@code rhumb_requests_in_flight}, {@code rhumb_buffered_bytes}, {@code rhumb_page_bytes}, {@code rhumb_page_idle_bytes}, and {@code rhumb_overload_refused_total}
 * by what there was no room for.
 */
public final class LimitMetrics {

  private static final Words<Overload> OVERLOADS = Words.of(Overload.class);

  private LimitMetrics() {}

  /** Registers the meters, which read limits and pages for as long as the registry lives. */
  public static void register(MeterRegistry registry, Limits limits, PagePool pagePool) {
    Gauge.builder("rhumb.client.connections", limits, Limits::connections)
        .description("Connections of clients that are open now")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.requests.in.flight", limits, Limits::requestsInFlight)
        .description("Requests that were taken in and whose answer is not out yet")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.buffered.bytes", limits, Limits::bufferedBytes)
        .description("Bytes of requests and answers that are held now")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.page.bytes", pagePool, PagePool::bytes)
        .description("Bytes of direct memory that long bodies are on, idle ones too")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.page.idle.bytes", pagePool, PagePool::idleBytes)
        .description("Bytes of direct memory that are kept for long bodies, and no body is on")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.client.connections.limit", limits, l -> l.bounds().maxConnections())
        .description("The most connections of clients that are let in")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.requests.in.flight.limit", limits, l -> l.bounds().maxInFlight())
        .description("The most requests that are taken in at once")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.buffered.limit.bytes", limits, l -> l.bounds().maxBufferedBytes())
        .description("The most bytes of requests and answers that are held at once")
        .strongReference(true)
        .register(registry);
    for (Overload kind : Overload.values()) {
      FunctionCounter.builder("rhumb.overload.refused", limits, l -> l.refused(kind))
          .description("What was refused because the gateway had no room for it")
          .tag("reason", OVERLOADS.word(kind))
          .register(registry);
    }
  }
}
