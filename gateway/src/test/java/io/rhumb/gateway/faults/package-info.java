/**
 * The faults that a gateway must survive, as one suite: {@link io.rhumb.gateway.faults.FaultTable} is the list, one class per kind of
 * fault says how it is brought about, what is sent and what has to come back, and a {@link io.rhumb.gateway.faults.Scorecard} shows what
 * did. Each is played in two modes: with unary requests, and with streams.
 *
 * <p>The gateway is the packaged one, a process of its own. The regions and the metadata server are stand-ins in the process of the
 * tests, so that these can wait for what reaches them; between the two there is nothing but sockets and TLS. Each row has, in each mode, a model and
 * regions to itself: no breaker, cooldown, limit or connection of one row is known to another, though one gateway serves nearly all.
 *
 * <p>The short form runs with every build; {@code bench/faults.sh} runs the full one.
 */
package io.rhumb.gateway.faults;
