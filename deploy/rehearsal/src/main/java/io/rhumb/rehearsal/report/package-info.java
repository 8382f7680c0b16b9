/** What is printed, written and drawn. */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal.report;
