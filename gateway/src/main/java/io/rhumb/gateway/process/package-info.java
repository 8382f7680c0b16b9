/**
 * What a process of ours does at its beginning, at its end and at the terminal, whatever it runs: its Vert.x and its log, its clock and its
 * chance, the one line that says why it cannot start, the last words when it is told to end.
 */
package io.rhumb.gateway.process;
