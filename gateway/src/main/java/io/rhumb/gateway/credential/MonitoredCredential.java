package io.rhumb.gateway.credential;

/** A credential that an operator can look at. */
interface MonitoredCredential extends Credential {

  /** How it stands. Thread-safe, does not block, fetches nothing. */
  CredentialStatus status();
}
