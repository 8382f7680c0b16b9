package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways to write a target. */
enum TargetKind {

  /** A Vertex AI endpoint behind Private Service Connect: an address of one's own, a name that no DNS knows. */
  PSC,

  /** A Vertex AI endpoint, or a publisher's model, behind the API of its region. */
  PUBLIC,

  /** A Vertex AI endpoint with a DNS name of its own. */
  DEDICATED,

  /** Any HTTP server. */
  URL;

  private static final List<Key> OF_ANY = List.of(
      Keys.REGION, Keys.KIND, Keys.ID, Keys.ADDRESS, Keys.BODY_MODEL, Keys.TRUST, Keys.CREDENTIAL);
  private static final List<Key> OF_VERTEX = List.of(
      Keys.ENDPOINT,
      Keys.DEPLOYED_MODEL,
      Keys.PROJECT,
      Keys.PROJECT_NUMBER,
      Keys.TARGET_PORT,
      Keys.SERVER_NAME);
  private static final List<Key> OF_URL = List.of(Keys.URL, Keys.PATH);

  /** As written. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The keys that mean something to it. */
  List<Key> keys() {
    List<Key> keys = new ArrayList<>(OF_ANY);
    keys.addAll(this == URL ? OF_URL : OF_VERTEX);
    if (this == PUBLIC) {
      keys.add(Keys.PUBLISHER_MODEL);
    }
    return keys;
  }

  /** The type; its stand-in is no kind, since every kind expects keys of its own. */
  static ScalarType<Optional<TargetKind>> type() {
    String words = Arrays.stream(values()).map(TargetKind::word).collect(Collectors.joining(", "));
    return new ScalarType<>(
        "one of " + words, Optional.empty(), scalar -> Optional.of(of(scalar.text()))
            .filter(Optional::isPresent));
  }

  /** The kinds that know a key, for a message. */
  static String knowing(Key key) {
    return Arrays.stream(values())
        .filter(kind -> kind.keys().contains(key))
        .map(TargetKind::word)
        .collect(Collectors.joining(", "));
  }

  private static Optional<TargetKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
