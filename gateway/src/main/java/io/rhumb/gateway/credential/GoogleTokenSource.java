package io.rhumb.gateway.credential;

import com.google.auth.RequestMetadataCallback;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens from google-auth-library. All of its work, the search for credentials included, is done on the
 * blocking executor.
 *
 * <p>The library's connect and read timeouts, 20 s each, cannot be set where it makes its own requests. A fetch that is
 * given up therefore leaves its thread to end by itself, and the next one starts with a copy of the credentials, which
 * does not wait for it. Those of a {@code gcloud} user cannot be copied: they do wait.
 */
final class GoogleTokenSource implements TokenSource {

  /** Who a token is for. Only credentials without a scope look at it, and these have one. */
  private static final URI AUDIENCE = URI.create("https://aiplatform.googleapis.com/");

  /** Up to here before its end the library answers with the token that it has ({@code DEFAULT_EXPIRATION_MARGIN}). */
  private static final long EXPIRED_MILLIS = 180_000;

  private final ApplicationDefaultFinder finder;
  private final Executor blocking;
  private volatile @Nullable GoogleCredentials credentials;

  GoogleTokenSource(ApplicationDefaultFinder finder, Executor blocking) {
    this.finder = finder;
    this.blocking = blocking;
  }

  @Override
  public void fetch(Sink sink) {
    blocking.execute(() -> {
      try {
        GoogleCredentials found = found();
        if (answersFromCache(found)) {
          found.refresh();
        }
        found.getRequestMetadata(AUDIENCE, blocking, new Answer(found, sink));
      } catch (IOException | RuntimeException e) {
        sink.failed(Problem.of(e));
      }
    });
  }

  @Override
  public void abandon() {
    credentials = null;
  }

  private GoogleCredentials found() throws IOException {
    GoogleCredentials held = credentials;
    if (held == null) {
      held = finder.find();
      credentials = held;
    }
    return held;
  }

  /** By the library's own clock, the system's; a refresh where it would fetch anyway would be a second fetch. */
  private static boolean answersFromCache(GoogleCredentials found) {
    AccessToken held = found.getAccessToken();
    return held != null && expiry(held) - EXPIRED_MILLIS > System.currentTimeMillis();
  }

  private static long expiry(@Nullable AccessToken token) {
    return token == null || token.getExpirationTime() == null
        ? Token.NEVER
        : token.getExpirationTime().toInstant().toEpochMilli();
  }

  /** What the library calls back, on the executor. */
  private record Answer(GoogleCredentials credentials, Sink sink)
      implements RequestMetadataCallback {

    @Override
    public void onSuccess(Map<String, List<String>> metadata) {
      CredentialHeaders headers;
      try {
        headers = new CredentialHeaders(metadata.entrySet().stream()
            .flatMap(
                header -> header.getValue().stream().map(value -> entry(header.getKey(), value)))
            .toList());
      } catch (RuntimeException e) {
        sink.failed(Problem.of(e));
        return;
      }
      sink.fetched(headers, expiry(credentials.getAccessToken()));
    }

    @Override
    public void onFailure(Throwable thrown) {
      sink.failed(Problem.of(thrown));
    }

    private static Map.Entry<String, String> entry(String name, String value) {
      return HeaderValue.entry(name.toLowerCase(Locale.ROOT), "", value);
    }
  }
}
