package io.rhumb.gateway.doctor;

/**
 * What a finding comes of, most likely.
 *
 * @param step whose finding it is
 * @param looksLike the mistake
 * @param whatToDo against it
 */
record Advice(Step step, String looksLike, String whatToDo) {}
