package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The jars of a folder. Blocks while it looks; one thread at a time. */
final class PluginFolder {

  /**
   * What a look found, by the name of the file.
   *
   * @param contents of those that can be read
   * @param problems of the others
   */
  record Listing(Map<String, FileContent> contents, Map<String, String> problems) {

    boolean has(String file) {
      return contents.containsKey(file) || problems.containsKey(file);
    }
  }

  private final Path folder;
  private Map<String, Object> seenStamps = Map.of();
  private Map<String, FileContent> seen = Map.of();

  PluginFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Every jar. A folder that is not there holds none.
   *
   * @throws PluginException if the folder cannot be read; then nothing is known of what changed
   */
  Listing list() throws PluginException {
    Map<String, Object> stamps = new TreeMap<>();
    Map<String, FileContent> contents = new TreeMap<>();
    Map<String, String> problems = new TreeMap<>();
    for (Map.Entry<String, Path> file : files().entrySet()) {
      String name = file.getKey();
      try {
        Object stamp = stamp(file.getValue());
        FileContent known = seen.get(name);
        boolean untouched = known != null && stamp.equals(seenStamps.get(name));
        contents.put(name, untouched ? known : FileContent.read(file.getValue()));
        stamps.put(name, stamp);
      } catch (PluginException e) {
        problems.put(name, String.valueOf(e.getMessage()));
      }
    }
    seenStamps = stamps;
    seen = contents;
    return new Listing(contents, problems);
  }

  private Map<String, Path> files() throws PluginException {
    Map<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      jars.forEach(jar -> files.put(FileContent.name(jar), jar));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Map.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new PluginException(
          folder.toString(), "not readable: " + e, "a folder that this process may read", e);
    }
    return files;
  }

  /** Whatever writes to a file changes one of these. The time of the change, unlike that of the content, cannot be set back. */
  private static Object stamp(Path file) throws PluginException {
    try {
      String attributes = file.getFileSystem().supportedFileAttributeViews().contains("unix")
          ? "unix:ctime,size,ino,dev"
          : "lastModifiedTime,size,fileKey";
      return Files.readAttributes(file, attributes);
    } catch (IOException e) {
      throw new PluginException(
          FileContent.name(file), "not readable: " + e, "a jar that this process may read", e);
    }
  }
}
