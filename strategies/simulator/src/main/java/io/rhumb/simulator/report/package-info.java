/** What a run comes to, and how it is shown. */
package io.rhumb.simulator.report;
