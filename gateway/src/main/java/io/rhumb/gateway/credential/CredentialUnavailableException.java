package io.rhumb.gateway.credential;

/** There are no headers to be had. The message may be shown to an operator: it says why and holds no secret. */
public final class CredentialUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Without stack trace, since one serves many callers.
   *
   * @param message why
   */
  CredentialUnavailableException(String message) {
    super(message, null, false, false);
  }
}
