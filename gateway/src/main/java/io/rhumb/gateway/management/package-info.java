/** What an operator sees: a port of its own, loopback unless configured, and closed to pages of other sites. Reads everything, changes nothing. */
package io.rhumb.gateway.management;
