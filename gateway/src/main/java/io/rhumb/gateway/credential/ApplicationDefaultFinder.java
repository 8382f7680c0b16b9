package io.rhumb.gateway.credential;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleAuthUtils;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the application-default credentials. The first that applies:
 *
 * <ol>
 *   <li>{@code GOOGLE_APPLICATION_CREDENTIALS} is set: what the library makes of it, be it an error
 *   <li>another metadata host than Google's is configured: that host
 *   <li>the library's own search: the file that {@code gcloud} writes, Cloud Shell, the metadata server
 *   <li>the metadata server once more: the library asks only once in the life of a process whether there is one, and a
 *       no at start-up, when the network may not be there yet, would hold for ever
 * </ol>
 */
final class ApplicationDefaultFinder {

  /** The metadata server's name on Google Cloud. */
  static final String GOOGLE_METADATA_HOST = "metadata.google.internal";

  private static final String KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  /** The library's search. Blocks. */
  interface Search {

    GoogleCredentials find() throws IOException;
  }

  private final HttpTransportFactory transport;
  private final boolean searches;
  private final Search search;
  private final Path gcloudFile;
  private final Map<String, String> environment;

  /**
   * A finder.
   *
   * @param transport leads to the metadata server
   * @param searches whether anything but the metadata server is looked for
   * @param search the library's search
   * @param gcloudFile the file that {@code gcloud} writes
   * @param environment environment variables
   */
  ApplicationDefaultFinder(
      HttpTransportFactory transport,
      boolean searches,
      Search search,
      Path gcloudFile,
      Map<String, String> environment) {
    this.transport = transport;
    this.searches = searches;
    this.search = search;
    this.gcloudFile = gcloudFile;
    this.environment = environment;
  }

  /**
   * A finder for a process.
   *
   * @param metadataHost host, and port where it is not 80, of the metadata server
   * @param environment environment variables
   * @throws IllegalArgumentException if the host cannot be one
   */
  static ApplicationDefaultFinder of(String metadataHost, Map<String, String> environment) {
    return new ApplicationDefaultFinder(
        new MetadataTransport(metadataHost),
        metadataHost.equals(GOOGLE_METADATA_HOST),
        GoogleCredentials::getApplicationDefault,
        Path.of(GoogleAuthUtils.getWellKnownCredentialsPath()),
        environment);
  }

  /**
   * Finds them anew, so that a request that hangs in earlier ones does not matter. Blocks.
   *
   * @return the credentials, for the scope {@code cloud-platform}
   * @throws IOException if there are none
   */
  GoogleCredentials find() throws IOException {
    if (isSet(KEY_FILE)) {
      return search.find().createScoped(SCOPES);
    }
    return searches ? searched() : metadataServer();
  }

  /** Which file they come from, for an operator; empty: none, so the metadata server is asked. Reads nothing. */
  Optional<String> file() {
    if (isSet(KEY_FILE)) {
      return Optional.of(KEY_FILE + "=" + environment.get(KEY_FILE));
    }
    return searches && Files.exists(gcloudFile)
        ? Optional.of(gcloudFile.toString())
        : Optional.empty();
  }

  private GoogleCredentials searched() throws IOException {
    try {
      return search.find().createScoped(SCOPES);
    } catch (IOException none) {
      return askedAgain(none);
    }
  }

  private GoogleCredentials askedAgain(IOException none) throws IOException {
    // A file that cannot be read must not make the gateway speak as somebody else.
    if (Files.exists(gcloudFile) || isTrue("NO_GCE_CHECK")) {
      throw none;
    }
    GoogleCredentials server = metadataServer();
    try {
      server.refresh();
      return server;
    } catch (IOException noServer) {
      none.addSuppressed(noServer);
      throw none;
    }
  }

  private GoogleCredentials metadataServer() {
    ComputeEngineCredentials.Builder server =
        ComputeEngineCredentials.newBuilder().setHttpTransportFactory(transport).setScopes(SCOPES);
    if (isSet("GOOGLE_CLOUD_QUOTA_PROJECT")) {
      server.setQuotaProjectId(environment.get("GOOGLE_CLOUD_QUOTA_PROJECT"));
    }
    return server.build();
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private boolean isTrue(String variable) {
    return Boolean.parseBoolean(environment.get(variable));
  }
}
