package io.rhumb.gateway.telemetry;

/**
 * A request that is over, among others.
 *
 * @param number of the request since the start, from 0
 * @param endMillis when it was over, since 1970
 * @param record what became of it
 */
public record Decision(long number, long endMillis, RequestRecord record) {}
