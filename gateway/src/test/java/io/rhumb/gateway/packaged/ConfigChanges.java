package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Changes a gateway's configuration again and again: every fifth time to something that is broken, half-written, gone or absurd, else to
 * something that is good, and differs from all before.
 */
final class ConfigChanges {

  private final Path file;
  private final String usual;
  private int changes;
  private int good;

  ConfigChanges(Path file) throws IOException {
    this.file = file;
    this.usual = Files.readString(file);
  }

  /** How many good ones there were. */
  int good() {
    return good;
  }

  /** Makes the next one. */
  void next() {
    changes++;
    try {
      if (changes % 5 == 0) {
        spoil(changes / 5);
      } else {
        replace(improved(++good));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Another one each time: a timeout tells them apart, and often a strategy or a model are others as well; now and then all connections. */
  private String improved(int number) {
    String changed = usual.replace("timeout: 25s", "timeout: " + (25_000 + number) + "ms");
    if (number % 20 == 10) {
      return changed.replace(
          "connect-timeout: 5s", "connect-timeout: 5s, connections: " + (100 + number));
    }
    return switch (number % 3) {
      case 0 -> changed.replace("linear:", "linear:\n    strategy: round-robin");
      case 1 ->
        changed
            + "  extra:\n    targets:\n"
            + usual
                .lines()
                .filter(line -> line.contains("us-east4"))
                .findFirst()
                .orElseThrow()
            + "\ndefault-model: linear\n";
      default -> changed;
    };
  }

  private void spoil(int number) throws IOException {
    List<String> kinds = List.of(
        "models: [\n",
        "",
        usual.substring(0, usual.length() / 2),
        usual + "colour: red\n",
        usual.replace("port: 0", "port: 1"),
        usual.replace("timeout: 25s", "timeout: 25s\n    strategy: no-such-strategy"),
        usual.replaceAll("address: [^,]+, port: \\d+", "address: 127.0.0.1, port: 1"));
    if (number % (kinds.size() + 1) == 0) {
      Files.delete(file);
    } else {
      replace(kinds.get(number % (kinds.size() + 1) - 1));
    }
  }

  private void replace(String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling("." + file.getFileName()), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
