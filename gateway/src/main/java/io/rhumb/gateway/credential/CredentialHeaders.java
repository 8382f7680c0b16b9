package io.rhumb.gateway.credential;

import java.util.List;
import java.util.Map;

/**
 * Headers that authenticate a request. Compared by identity: two tokens are the same only if they are the same object.
 *
 * @see Credential
 */
public final class CredentialHeaders {

  /** No headers at all. */
  public static final CredentialHeaders NONE = new CredentialHeaders(List.of());

  private final List<Map.Entry<String, String>> entries;

  /**
   * Some headers.
   *
   * @param entries name and value; copied
   */
  public CredentialHeaders(List<Map.Entry<String, String>> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Name and value of each. */
  public List<Map.Entry<String, String>> entries() {
    return entries;
  }

  /** Never shows a value: they are secrets. */
  @Override
  public String toString() {
    return entries.stream().map(Map.Entry::getKey).toList() + " (values withheld)";
  }
}
