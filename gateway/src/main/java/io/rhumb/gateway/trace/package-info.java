/**
 * Traces in OpenTelemetry's terms: a span for each request, and below it one for each attempt, sent as OTLP over HTTP. Names follow the
 * conventions for <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP</a> and for <a
 * href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/">generative AI</a>; what they have no name for begins with
 * {@code rhumb.}
 *
 * <p>Spans are made here rather than by vertx-opentelemetry: that has one for each HTTP call, which is not an attempt (a silent repeat is a call, an
 * attempt that no connection was found for is none), knows neither why it was made nor what its outcome meant, and costs about 2.5 KB of
 * garbage for each request, traced or not.
 */
package io.rhumb.gateway.trace;
