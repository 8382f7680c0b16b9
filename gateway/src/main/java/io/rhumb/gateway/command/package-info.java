/**
 * The commands that start no gateway: each reads what it is told, has it done elsewhere, prints the result alone on standard output,
 * tells everything else on standard error, and ends with an exit code.
 */
package io.rhumb.gateway.command;
