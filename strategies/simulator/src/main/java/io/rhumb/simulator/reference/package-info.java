/**
 * Rules that others use, or that one would write first, to measure our own against; and the tables that compare them. They are no
 * strategies to route with: {@link io.rhumb.simulator.reference.FiguresMain} is all that runs them.
 */
package io.rhumb.simulator.reference;
