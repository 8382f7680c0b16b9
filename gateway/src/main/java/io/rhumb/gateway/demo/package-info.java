/**
 * The world of {@code rhumb demo}: regions that are stand-ins, the configuration over them, a client, and the switches of both on the operator's
 * port.
 */
package io.rhumb.gateway.demo;
