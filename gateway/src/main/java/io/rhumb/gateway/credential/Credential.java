package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** A source of the headers that authenticate the gateway to a target. Thread-safe; no method blocks. */
public interface Credential extends AutoCloseable {

  /**
   * The headers to send now.
   *
   * @return the headers, or null if there are none that still live: then {@link #refresh} and wait
   */
  @Nullable
  CredentialHeaders current();

  /**
   * Gets new headers, since there are none or a target refused these. Callers at the same time share one refresh.
   *
   * @param refused the headers that a target refused; null if there were none. If others are current by now, they are the
   *     answer and nothing is fetched
   * @return the headers; fails if there are none to be had, with a message that may be shown to an operator
   */
  Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused);

  /** Ends background work. */
  @Override
  default void close() {}
}
