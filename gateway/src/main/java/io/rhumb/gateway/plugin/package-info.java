/** Finds strategies and creates them. */
package io.rhumb.gateway.plugin;
