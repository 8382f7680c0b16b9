/**
 * The composition root: {@link io.rhumb.gateway.Main} and its commands, and {@link io.rhumb.gateway.Gateway}, which puts the parts
 * together. Nobody else constructs across packages.
 */
package io.rhumb.gateway;
