package io.rhumb.gateway.doctor;

import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.credential.Secrets;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was sent as a credential, to be recognised if a target says it back. Thread-safe. */
final class Withheld {

  /** What is shorter is part of many words. A guess; no credential is that short. */
  private static final int SHORTEST = 6;

  private static final String BEARER = "Bearer ";

  private final Set<String> values = ConcurrentHashMap.newKeySet();

  /** These will be sent. */
  void add(CredentialHeaders headers) {
    for (Map.Entry<String, String> entry : headers.entries()) {
      String value = entry.getValue();
      values.add(value.startsWith(BEARER) ? value.substring(BEARER.length()) : value);
    }
  }

  /** A text without them, and without what else looks like a secret. */
  String from(String text) {
    // The longer ones first, of which another may be a part.
    String bare = values.stream()
        .filter(value -> value.length() >= SHORTEST)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .reduce(text, (left, value) -> left.replace(value, Secrets.WITHHELD));
    return Secrets.withhold(bare);
  }
}
