/** Clients, and what became of their requests. */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal.traffic;
