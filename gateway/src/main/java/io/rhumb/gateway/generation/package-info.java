/**
 * One configuration as it serves, and how another takes its place while requests run. {@link io.rhumb.gateway.generation.StartConfig} is read
 * first; {@link io.rhumb.gateway.generation.ConfigExchange} and {@link io.rhumb.gateway.generation.PluginExchange} bring what comes later; {@link
 * io.rhumb.gateway.generation.Generations} has the one in force, and those that requests still use.
 *
 * <p>Strategies are a stranger's code: {@link io.rhumb.gateway.generation.StrategyLifecycle} creates, rehearses, exchanges and closes them; {@link
 * io.rhumb.gateway.generation.StrategyCheck} does as much of that as can be done without a gateway.
 *
 * <p>What two generations have in common they share, so that nothing that was learned is lost. What cannot serve is refused before it is in
 * force. Whatever changes does so on one thread, which may wait; requests never do.
 */
package io.rhumb.gateway.generation;
