package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The jars of a folder. Blocks while it looks; one thread at a time. */
final class PluginFolder {

  private final Path folder;
  private Map<String, Object> seenStamps = Map.of();
  private Map<String, FileContent> seen = Map.of();

  PluginFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Every jar with its content, by the name of the file. A folder that is not there holds none.
   *
   * @throws PluginException if the folder or a jar cannot be read; then nothing is known of what changed
   */
  Map<String, FileContent> list() throws PluginException {
    Map<String, Path> files = files();
    Map<String, Object> stamps = new TreeMap<>();
    Map<String, FileContent> contents = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Object stamp = stamp(file.getValue());
      FileContent known = seen.get(file.getKey());
      boolean untouched = known != null && stamp.equals(seenStamps.get(file.getKey()));
      stamps.put(file.getKey(), stamp);
      contents.put(file.getKey(), untouched ? known : FileContent.read(file.getValue()));
    }
    seenStamps = stamps;
    seen = contents;
    return contents;
  }

  private Map<String, Path> files() throws PluginException {
    Map<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      jars.forEach(jar -> files.put(String.valueOf(jar.getFileName()), jar));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Map.of();
    } catch (IOException e) {
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
          String.valueOf(file.getFileName()), "not readable: " + e, "a jar", e);
    }
  }
}
