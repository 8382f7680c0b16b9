package io.rhumb.gateway.access;

/** Why a request is refused. */
public enum Denial implements Verdict {
  /** It has none. */
  NO_CREDENTIAL,
  /** None of those that it has is accepted. The client is told no more than this. */
  BAD_CREDENTIAL,
  /** The only one is in the query, from where it would get into every log on its way. */
  KEY_IN_QUERY,
  /** It has an ID token, and the keys of the issuer have never been fetched. */
  KEYS_UNAVAILABLE,
  /** Its caller may not call this model. */
  MODEL_NOT_ALLOWED,
  /** No target of the model is where the data of this caller may go. */
  REGION_NOT_ALLOWED,
  /** Its caller is known, and may not read what operators read. */
  NOT_AN_OPERATOR
}
