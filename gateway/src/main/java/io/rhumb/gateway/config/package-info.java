/**
 * What an operator decides: immutable records that cannot be wrong, and the reading of them.
 *
 * <p>A record refuses impossible values in its constructor. A reader collects every problem of a file before it gives up, each
 * with its path, its value and what was expected.
 */
package io.rhumb.gateway.config;
