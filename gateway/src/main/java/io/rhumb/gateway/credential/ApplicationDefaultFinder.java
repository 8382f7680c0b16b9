package io.rhumb.gateway.credential;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleAuthUtils;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the application-default credentials. The first that applies:
 *
 * <ol>
 *   <li>{@code GOOGLE_APPLICATION_CREDENTIALS} is set: the file that it names, be it an error
 *   <li>another metadata host than Google's is configured: that host
 *   <li>the file that {@code gcloud} writes
 *   <li>the library's own search: Cloud Shell, the metadata server
 *   <li>the metadata server once more: the library asks only once in the life of a process whether there is one, and a
 *       no at start-up, when the network may not be there yet, would hold for ever
 * </ol>
 *
 * <p>Files are read here, since the library's search keeps what it has found for the life of the process: a key that
 * has been rotated would not be seen before the next start.
 */
final class ApplicationDefaultFinder {

  /** The metadata server's name on Google Cloud. */
  static final String GOOGLE_METADATA_HOST = "metadata.google.internal";

  private static final String KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final String QUOTA_PROJECT = "GOOGLE_CLOUD_QUOTA_PROJECT";

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
   * Finds them anew, a file as it is now, so that a request that hangs in earlier ones does not matter. Blocks.
   *
   * @return the credentials, for the scope {@code cloud-platform}
   * @throws IOException if there are none
   */
  GoogleCredentials find() throws IOException {
    if (isSet(KEY_FILE)) {
      String named = environment.getOrDefault(KEY_FILE, "");
      return read(new File(named), "environment variable " + KEY_FILE + ", value '" + named + "'");
    }
    if (!searches) {
      return metadataServer();
    }
    return Files.isRegularFile(gcloudFile)
        ? read(gcloudFile.toFile(), "location " + gcloudFile)
        : searched();
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

  /** As the library does, errors included; FileInputStream says why it cannot. */
  private GoogleCredentials read(File file, String origin) throws IOException {
    try {
      if (!file.isFile()) {
        throw new IOException("File does not exist.");
      }
      try (InputStream content = new FileInputStream(file)) {
        return forQuotaProject(GoogleCredentials.fromStream(content)).createScoped(SCOPES);
      }
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getMessage();
      // Of broken JSON the library's parser says nothing at all.
      throw new IOException(
          "Error reading credential file from " + origin + ": "
              + (why == null || why.isBlank() ? "invalid JSON" : why),
          e);
    }
  }

  private GoogleCredentials forQuotaProject(GoogleCredentials found) {
    return isSet(QUOTA_PROJECT)
        ? found.createWithQuotaProject(environment.get(QUOTA_PROJECT))
        : found;
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
    if (isSet(QUOTA_PROJECT)) {
      server.setQuotaProjectId(environment.get(QUOTA_PROJECT));
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
