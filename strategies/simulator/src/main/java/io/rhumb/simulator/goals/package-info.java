/**
 * The numbers to reach, and whether they are. A {@link io.rhumb.simulator.goals.Goal} is a value: what is wanted, and a figure
 * that is measured once for each seed. {@link io.rhumb.simulator.goals.Goals} measures them all.
 *
 * <p>Seeds that judge are kept apart from those that strategies were developed on ({@link io.rhumb.simulator.goals.Seeds}).
 *
 * <p>To add goals: a class like {@link io.rhumb.simulator.goals.BreakerGoals} that lists them, and a line in {@link
 * io.rhumb.simulator.goals.Goals}. Take runs from {@link io.rhumb.simulator.goals.Runs}, so that rows about the same run share it.
 */
package io.rhumb.simulator.goals;
