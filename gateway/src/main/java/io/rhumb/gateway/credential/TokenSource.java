package io.rhumb.gateway.credential;

/** Where new headers come from. Asked by one caller at a time. */
interface TokenSource {

  /** Receives the outcome of one fetch: one call, on any thread. */
  interface Sink {

    /**
     * New headers are here.
     *
     * @param headers the headers
     * @param expiresAtMillis their end in milliseconds since the epoch; {@link Token#NEVER} if they have none
     */
    void fetched(CredentialHeaders headers, long expiresAtMillis);

    /**
     * There are none.
     *
     * @param problem why; may be shown to an operator, so it holds no secret
     */
    void failed(String problem);
  }

  /**
   * Fetches new headers, past every cache. Does not block.
   *
   * @param sink receives the outcome, unless the fetch hangs for ever
   */
  void fetch(Sink sink);

  /** The fetch under way is given up: the next one must not wait for it. Its outcome may still arrive. */
  default void abandon() {}
}
