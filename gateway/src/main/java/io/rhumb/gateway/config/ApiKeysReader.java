package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code access.keys}. What stands where a hash belongs could be the key itself, so no message shows it. */
final class ApiKeysReader {

  private static final String KEYS = "a list of at least one key, each with id and sha256 or file";
  private static final String MODELS = "a list of at least one model";
  private static final String REGIONS =
      "a list of at least one region, such as [europe-west1, europe-west4]";

  private final Problems problems;
  private final KeyHashes hashes;
  private final Set<String> models;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> seen = new HashMap<>();

  ApiKeysReader(ReadContext context, Set<String> models) {
    this.problems = context.problems();
    this.hashes = new KeyHashes(context);
    this.models = models;
  }

  List<ApiKeyConfig> read(ConfigNode node) {
    List<ApiKeyConfig> keys = new ArrayList<>();
    if (node instanceof ConfigNode.Items list && !list.items().isEmpty()) {
      list.items().forEach(item -> section(item).flatMap(this::key).ifPresent(keys::add));
    } else {
      problems.invalid(KeyHashes.hidden(node), KEYS);
    }
    return keys;
  }

  private Optional<Section> section(ConfigNode item) {
    return Section.of(KeyHashes.hidden(item), Keys.IN_API_KEY, problems);
  }

  private Optional<ApiKeyConfig> key(Section section) {
    int before = problems.count();
    String id = section.read(Keys.API_KEY_ID, Names.apiKey());
    List<String> read = hashes.read(section);
    ScalarList list = new ScalarList(problems);
    List<String> allowed = list.find(section, Keys.API_KEY_MODELS, model(), MODELS);
    List<String> regions = list.find(section, Keys.API_KEY_REGIONS, Names.region(), REGIONS);
    boolean operator = section.read(Keys.API_KEY_OPERATOR, Quantities.flag());
    if (problems.count() > before) {
      return Optional.empty();
    }
    refuseDuplicates(section.map(), id, read);
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new ApiKeyConfig(id, read, allowed, regions, operator));
  }

  private void refuseDuplicates(ConfigNode.Entries entry, String id, List<String> read) {
    String first = ids.putIfAbsent(id, entry.path());
    if (first != null) {
      problems.add(
          entry.line(),
          entry.pathOf(Keys.API_KEY_ID.name()),
          id + " (expected: another id than that of " + first + ")");
    }
    for (String hash : read) {
      String other = seen.putIfAbsent(hash, entry.path());
      if (other != null) {
        problems.add(
            entry.line(),
            entry.path(),
            "one key twice (expected: each once; it stands in " + other + " too)");
      }
    }
  }

  private ScalarType<String> model() {
    return new ScalarType<>("one of " + String.join(", ", models), "x", scalar -> scalar
        .asText()
        .filter(models::contains));
  }
}
