package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/**
 * What a jar holds, in memory: whoever replaces the file does not pull it away from under classes that are still to be loaded, and no
 * folder is needed for a copy.
 *
 * @param entries by name, as this Java runtime sees them where the jar has several releases
 */
record JarContent(Optional<Manifest> manifest, Map<String, byte[]> entries) {

  /** Unpacked: ten times what a strategy with a large library in it has, and a third of the heap of a small container. A guess. */
  static final long LARGEST = 64 << 20;

  static JarContent read(FileContent content) throws PluginException {
    String name = FileContent.name(content.file());
    try (JarFile jar =
        new JarFile(content.file().toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
      List<JarEntry> files =
          jar.versionedStream().filter(entry -> !entry.isDirectory()).toList();
      JarContent read =
          new JarContent(Optional.ofNullable(jar.getManifest()), entries(name, jar, files));
      content.requireUnchanged();
      return read;
    } catch (IOException | SecurityException e) {
      throw new PluginException(name, "not readable: " + e.getMessage(), "a jar", e);
    }
  }

  private static Map<String, byte[]> entries(String name, JarFile jar, List<JarEntry> files)
      throws IOException, PluginException {
    Map<String, byte[]> entries = new HashMap<>();
    long room = LARGEST;
    for (JarEntry file : files) {
      try (InputStream in = jar.getInputStream(file)) {
        byte[] bytes = in.readNBytes((int) room + 1);
        room -= bytes.length;
        if (room < 0) {
          throw new PluginException(
              name, "more than " + LARGEST + " bytes unpacked", "a jar of strategies");
        }
        entries.put(file.getName(), bytes);
      }
    }
    return entries;
  }
}
