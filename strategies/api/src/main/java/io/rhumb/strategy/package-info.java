/**
 * The routing SPI, version 1.
 *
 * <p>For each request the gateway asks the strategy of the requested model for a {@link io.rhumb.strategy.RoutePlan
 * plan}: which targets to try, in which order, and what has to happen before each is tried. The gateway then runs the
 * plan. Who decides what:
 *
 * <ul>
 *   <li>the strategy: which targets, in which order and when;
 *   <li>the gateway: whether an attempt may start (breakers, cooldowns, attempts cap, deadline), and what an outcome
 *       means.
 * </ul>
 *
 * <h2>What the gateway guarantees</h2>
 *
 * <ul>
 *   <li>A provider is found with {@link java.util.ServiceLoader}, instantiated once per load and asked to
 *       {@linkplain io.rhumb.strategy.RoutingStrategyProvider#create create} one strategy for each place in the
 *       configuration that names it. {@code create} is never called from an event loop. More than once for one place is possible: a
 *       configuration is tried out before it takes effect, and what was tried is closed.
 *   <li>{@link io.rhumb.strategy.RoutingStrategy#plan plan} is called from every event loop at once. It must not block
 *       and must not keep the request or the view beyond the call.
 *   <li>{@link io.rhumb.strategy.RoutingStrategy#confirm confirm} is called for each attempt that is about to start because of a
 *       delay, on the event loop of its request; after a no again and again, each time after another delay, until the attempt is
 *       wanted, was started by a failure, or the request has ended.
 *   <li>{@link io.rhumb.strategy.RoutingStrategy#onAttempt onAttempt} is called once for each attempt that started, on
 *       the event loop of its request, after its outcome is known. The records of one request come in the order in which
 *       they ended; those of different requests come in any order.
 *   <li>{@link io.rhumb.strategy.RoutingStrategy#close close} is called once, when the last request that it planned has
 *       ended, on a thread that may block.
 *   <li>A strategy that throws, or whose plan names an unknown target, is replaced for that request by plain local-first order and
 *       counted. A plan that took longer than twenty milliseconds is followed, since it has been waited for, and counted as well. After
 *       repeated faults, of either kind, the strategy is not asked any more until it is loaded anew. The client never notices.
 * </ul>
 */
package io.rhumb.strategy;
