/** Metric names and what they count. */
package io.rhumb.gateway.telemetry;
