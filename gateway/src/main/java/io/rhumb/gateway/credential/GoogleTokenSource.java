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
 * given up therefore leaves its thread to end by itself, and the next one starts with credentials of its
 * own, which do not wait for it. Of Cloud Shell's there is only one: they do wait.
 *
 * <p>After a fetch that failed the next one finds the credentials anew, since their file may be another by now. That is
 * one more look at a file at each try, and tries are as rare as {@link Backoff} has them.
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
        fail(sink, e);
      }
    });
  }

  @Override
  public void abandon() {
    credentials = null;
  }

  private void fail(Sink sink, Throwable thrown) {
    // Were they those of a later fetch, they would only be found once more.
    credentials = null;
    sink.failed(Problem.of(thrown));
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
  private final class Answer implements RequestMetadataCallback {

    private final GoogleCredentials asked;
    private final Sink sink;

    Answer(GoogleCredentials asked, Sink sink) {
      this.asked = asked;
      this.sink = sink;
    }

    @Override
    public void onSuccess(Map<String, List<String>> metadata) {
      CredentialHeaders headers;
      try {
        headers = new CredentialHeaders(metadata.entrySet().stream()
            .flatMap(
                header -> header.getValue().stream().map(value -> entry(header.getKey(), value)))
            .toList());
      } catch (RuntimeException e) {
        fail(sink, e);
        return;
      }
      sink.fetched(headers, expiry(asked.getAccessToken()));
    }

    @Override
    public void onFailure(Throwable thrown) {
      fail(sink, thrown);
    }

    private static Map.Entry<String, String> entry(String name, String value) {
      return HeaderValue.entry(name.toLowerCase(Locale.ROOT), "", value);
    }
  }
}
