package io.rhumb.gateway.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A source whose answers are given by hand. */
final class ManualSource implements TokenSource {

  private final List<Sink> fetches = new ArrayList<>();
  private int abandoned;

  @Override
  public synchronized void fetch(Sink sink) {
    fetches.add(sink);
  }

  @Override
  public synchronized void abandon() {
    abandoned++;
  }

  synchronized int fetches() {
    return fetches.size();
  }

  synchronized int abandoned() {
    return abandoned;
  }

  /** The sink of a fetch, counted from 1. */
  synchronized TokenSource.Sink fetch(int number) {
    return fetches.get(number - 1);
  }

  TokenSource.Sink last() {
    return fetch(fetches());
  }

  static CredentialHeaders token(String value) {
    return new CredentialHeaders(List.of(Map.entry("authorization", "Bearer " + value)));
  }
}
