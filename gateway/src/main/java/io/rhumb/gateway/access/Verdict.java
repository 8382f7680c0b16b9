package io.rhumb.gateway.access;

/** What is said of a request: who calls, or why nobody may. */
public sealed interface Verdict permits Caller, Denial {}
