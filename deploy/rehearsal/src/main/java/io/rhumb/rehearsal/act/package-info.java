/** What befalls the regions, and what must come of it. */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal.act;
