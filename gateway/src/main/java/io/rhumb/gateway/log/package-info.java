/**
 * What the gateway says of requests, one line each, and the shape of every line. Event loops only
 * decide whether a request has a line, and take what it needs; one thread makes and writes them. And
 * the writer of what else is logged, for which nobody waits either.
 */
package io.rhumb.gateway.log;
