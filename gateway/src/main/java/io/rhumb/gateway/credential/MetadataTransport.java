package io.rhumb.gateway.credential;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * Takes the library's requests to {@code metadata.google.internal} to another host. The library itself knows only the
 * environment variable {@code GCE_METADATA_HOST} for this, which a running process cannot set.
 */
final class MetadataTransport implements HttpTransportFactory {

  private final HostAndPort host;
  private final HttpTransport transport =
      new NetHttpTransport.Builder().setConnectionFactory(this::open).build();

  /**
   * A transport.
   *
   * @param host host, and port where it is not 80, of the metadata server
   * @throws IllegalArgumentException if it cannot be one
   */
  MetadataTransport(String host) {
    this.host = hostAndPort(host);
  }

  @Override
  public HttpTransport create() {
    return transport;
  }

  private HttpURLConnection open(URL url) throws IOException {
    URL elsewhere = new URL(url.getProtocol(), host.host(), host.port(), url.getFile());
    return (HttpURLConnection) elsewhere.openConnection();
  }

  private static HostAndPort hostAndPort(String metadataHost) {
    HostAndPort parsed = HostAndPort.parseAuthority(metadataHost, 80);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "metadata-host: " + metadataHost + " (expected: host or host:port)");
    }
    return parsed;
  }
}
