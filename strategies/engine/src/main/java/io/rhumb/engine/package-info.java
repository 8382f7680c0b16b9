/**
 * Runs plans. One {@link io.rhumb.engine.Dispatch} per request is a state machine: events go in (an attempt ended, time
 * passed, the client left), {@linkplain io.rhumb.engine.DispatchActions actions} come out (launch, cancel, answer). One {@link
 * io.rhumb.engine.Target} per destination holds what is known of it, shared by all requests.
 *
 * <p>Nothing here touches a network, a thread or a clock. Time is a parameter: nanoseconds of a monotonic clock whose origin
 * lies before the first use, so that no reading is negative. The gateway feeds it real time, a simulator virtual time.
 */
package io.rhumb.engine;
