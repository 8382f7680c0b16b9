package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * The ingress port.
 *
 * @param host the address to listen on
 * @param port from 0 to 65535; 0 takes a free one
 * @param eventLoops instances of the predict verticle; at least 1
 * @param maxRequestBytes largest request body; more is answered 413
 * @param maxResponseBytes largest answer of a target that is held back until it is whole; more is a failed attempt
 * @param idleTimeout a connection without traffic for so long is closed; longer than any model may stay silent
 * @param shutdownGrace after SIGTERM, how long requests in flight may take to finish
 */
public record ServerConfig(
    String host,
    int port,
    int eventLoops,
    long maxRequestBytes,
    long maxResponseBytes,
    Duration idleTimeout,
    Duration shutdownGrace) {}
