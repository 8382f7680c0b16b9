/**
 * An open loop load generator: requests start when a schedule says so, whatever has become of those before, and latency
 * counts from the instant at which each was due. A generator that waits for answers asks less just when they are slow, and
 * does not see it: Gil Tene calls that coordinated omission ("How NOT to Measure Latency"), and
 * <a href="https://github.com/giltene/wrk2">wrk2</a> avoids it in the same way.
 *
 * <p>The schedule, the bound, the recorder and the report are pure, with time as a parameter. {@link
 * io.rhumb.gateway.load.LoadRun} has the hands; all of it but the pacing thread lives on one event loop.
 */
package io.rhumb.gateway.load;
