/**
 * What the gateway says of requests, one line each, and the shape of every line. Event loops only decide whether a request has a line, and
 * take what it needs; one thread makes and writes them.
 */
package io.rhumb.gateway.log;
