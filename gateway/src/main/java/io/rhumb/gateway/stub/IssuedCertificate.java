package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * A server certificate with its private key.
 *
 * @param chain the certificate, followed by those between it and its authority, in PEM
 * @param key the private key, PKCS #8 in PEM
 */
public record IssuedCertificate(Buffer chain, Buffer key) {

  /** What a Vert.x server is given. */
  public PemKeyCertOptions keyCertOptions() {
    return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "IssuedCertificate (key withheld)";
  }
}
