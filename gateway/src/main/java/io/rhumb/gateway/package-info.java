/**
 * The composition root: {@link io.rhumb.gateway.Main}, which reads the command line, and {@link io.rhumb.gateway.Gateway}, which puts the parts
 * together; beside them what only they need. What a gateway has once is made here, what each configuration has in
 * {@link io.rhumb.gateway.generation}, what a command needs in {@link io.rhumb.gateway.command}.
 */
package io.rhumb.gateway;
