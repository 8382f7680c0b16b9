/** What an operator sees: a port of its own, loopback unless configured. Reads everything, changes nothing. */
package io.rhumb.gateway.management;
