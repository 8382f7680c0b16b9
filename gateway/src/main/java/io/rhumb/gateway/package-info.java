/**
 * The composition root: {@link io.rhumb.gateway.Main}, which reads the command line, and {@link io.rhumb.gateway.Gateway}, which puts the parts
 * together; beside them what only they need. Nobody else constructs across packages.
 */
package io.rhumb.gateway;
