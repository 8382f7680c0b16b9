/**
 * Traces in OpenTelemetry's terms: a span for each request, and below it one for each attempt, sent as OTLP over HTTP. Names follow the
 * conventions for <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP</a> and for <a
 * href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/">generative AI</a>; what they have no name for begins with
 * {@code rhumb.}
 */
package io.rhumb.gateway.trace;
