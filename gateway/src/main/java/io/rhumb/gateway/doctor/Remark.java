package io.rhumb.gateway.doctor;

/**
 * What is valid in a configuration, and looks like a mistake.
 *
 * @param path where it stands
 * @param text what it looks like
 * @param whatToDo against it
 */
public record Remark(String path, String text, String whatToDo) {}
