/**
 * Routing in virtual time. {@link io.rhumb.simulator.Simulation} runs a strategy over a {@link
 * io.rhumb.simulator.scenario.Scenario} and returns a {@link io.rhumb.simulator.report.RunResult}.
 *
 * <p>What is real: the strategy, the engine with its targets, statistics, cooldowns and dispatches, and the breaker's
 * detector. What is modelled: regions (a queue before a pool of servers), the network between them and the gateways
 * (half a round trip each way), the clients (Poisson arrivals that wait for nobody), and the breaker's timer.
 *
 * <p>One run lives on one thread. The same scenario, strategy and seed give the same result, bit for bit; runs share
 * nothing and may go side by side.
 */
package io.rhumb.simulator;
