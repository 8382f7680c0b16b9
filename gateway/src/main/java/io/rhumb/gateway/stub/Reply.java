package io.rhumb.gateway.stub;

/** What a request gets: one answer, or a stream of events. */
sealed interface Reply permits Answer, EventStream {}
