package io.rhumb.gateway.upstream;

import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * What two targets must have in common to share connections.
 *
 * @param serverName the Host of requests, what is sent as SNI and what the certificate must bear
 */
record Origin(SocketAddress address, String serverName, ConnectionSettings settings) {

  /** To connect without a request. */
  HttpConnectOptions connectOptions() {
    return new HttpConnectOptions().setServer(address).setHost(serverName).setPort(address.port());
  }

  /** For a request to it. */
  RequestOptions requestOptions(String uri) {
    return new RequestOptions()
        .setServer(address)
        .setHost(serverName)
        .setPort(address.port())
        .setMethod(HttpMethod.POST)
        .setURI(uri);
  }
}
