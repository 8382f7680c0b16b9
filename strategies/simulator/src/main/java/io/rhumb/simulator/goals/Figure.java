package io.rhumb.simulator.goals;

/**
 * A number that can be measured.
 *
 * @param label what it is, in a few words; empty where the goal's name says it
 * @param unit how it is written
 * @param measure how it is measured
 */
public record Figure(String label, Unit unit, Measure measure) {}
