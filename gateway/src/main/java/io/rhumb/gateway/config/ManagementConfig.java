package io.rhumb.gateway.config;

/**
 * The operator's port.
 *
 * @param host the address to listen on; loopback unless configured
 * @param port from 0 to 65535; 0 takes a free one
 */
public record ManagementConfig(String host, int port) {}
