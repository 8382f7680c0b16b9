package io.rhumb.gateway.doctor;

/** What can be seen to be wrong. What it comes of is another matter: see {@link Symptoms}. */
enum Sign {
  /** No DNS server knows the name. */
  NAME_UNKNOWN,
  /** No DNS server answers. */
  NAME_SILENT,
  /** Nobody listens there. */
  REFUSED,
  /** Nobody answers there. */
  SILENT,
  /** There is no way there. */
  NO_ROUTE,
  /** Connecting takes longer than the gateway waits. */
  SLOW,
  /** The certificate is for others. */
  WRONG_NAME,
  /** The certificate is of an authority that is not believed. */
  UNTRUSTED,
  /** The certificate has ended. */
  EXPIRED,
  /** The certificate has not begun. */
  NOT_YET_VALID,
  /** The certificate ends soon. */
  ENDS_SOON,
  /** Nobody looks at the certificate. */
  UNCHECKED,
  /** What answers does not speak TLS. */
  NO_TLS,
  /** The connection is there, the handshake is not answered. */
  HANDSHAKE_SILENT,
  /** The other end breaks the handshake off. */
  HANDSHAKE_REFUSED,
  /** The file of certificates cannot be read. */
  BAD_TRUST,
  /** A token is not to be had from Google's libraries. */
  NO_GOOGLE_CREDENTIAL,
  /** The file or the variable has no credential. */
  NO_OWN_CREDENTIAL,
  /** The token has lain in its file for longer than tokens live. */
  OLD_TOKEN,
  /** The gateway's own client gets no connection, though one could be made. */
  NO_CONNECTION,
  /** 401. */
  UNAUTHENTICATED,
  /** 403. */
  FORBIDDEN,
  /** 404. */
  NOT_FOUND,
  /** 400 and its like: the request is not for this model. */
  REJECTED,
  /** 429. */
  THROTTLED,
  /** 429 of a model that is scaled to zero. */
  NOT_READY,
  /** 5xx. */
  ILL,
  /** Whatever answered, it is not what should be there. */
  FOREIGN,
  /** No answer in time. */
  NO_ANSWER,
  /** The connection ended before the answer. */
  CUT
}
