package io.rhumb.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A target's whole answer, with its headers as they came.
 *
 * @param status the HTTP status
 * @param headers every header, hop-by-hop ones too
 * @param body the bytes, as they came
 */
public record UpstreamAnswer(int status, MultiMap headers, Buffer body) {

  /** Adds the headers that may go on to the client. */
  public void copyHeadersTo(MultiMap client) {
    HeaderRules.RESPONSE.copy(headers, client);
  }
}
