/**
 * What a run is told: who asks, how much, over which distance, what the regions can do and what befalls them. All
 * records are immutable and check themselves; {@link io.rhumb.simulator.scenario.ScenarioReader} reads them from YAML
 * and {@link io.rhumb.simulator.scenario.ScenarioSuite} holds those that are shipped.
 */
package io.rhumb.simulator.scenario;
