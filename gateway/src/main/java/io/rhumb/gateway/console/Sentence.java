package io.rhumb.gateway.console;

/**
 * Something that is worth saying in words.
 *
 * @param severity how soon somebody should look
 * @param key the same as long as it is about the same thing: its text has numbers in it that change all the time
 * @param text as a person would say it
 */
record Sentence(Severity severity, String key, String text) {

  /** How soon somebody should look; the later, the sooner. */
  enum Severity {
    /** Never. */
    CALM,
    /** Some time today. */
    NOTICE,
    /** Clients do not notice yet. */
    WARNING,
    /** Clients notice. */
    ALARM
  }

  /** The same, said among sentences about others. */
  Sentence about(String model) {
    return new Sentence(severity, key, model + ": " + text);
  }
}
