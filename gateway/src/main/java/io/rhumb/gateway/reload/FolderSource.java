package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every {@code .yaml} and {@code .yml} file of a folder, merged in alphabetical order. Hidden ones do not count: a mounted config map
 * keeps its generations in hidden folders, and links to the present one.
 *
 * @param texts lists it, and reads its files
 * @param folder the folder; paths in its files are relative to it
 */
record FolderSource(FileTexts texts, Path folder) implements ConfigSource {

  private static final Pattern YAML = Pattern.compile("[^.].*\\.ya?ml");
  private static final int MOST_FILES = 256;

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public Future<ConfigContent> fetch() {
    return texts.list(folder).map(this::yaml).compose(this::fetch);
  }

  private Future<ConfigContent> fetch(List<Path> files) {
    if (files.isEmpty() || files.size() > MOST_FILES) {
      return Future.failedFuture(new InvalidConfigException(
          name(), List.of(files.size() + " YAML files (expected: from 1 to " + MOST_FILES + ")")));
    }
    return texts.read(files).map(read -> content(files, read));
  }

  private ConfigContent content(List<Path> files, List<byte[]> read) {
    List<ConfigContent.Document> documents = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      documents.add(new ConfigContent.Document(files.get(i).toString(), read.get(i)));
    }
    return new ConfigContent(name(), folder.toAbsolutePath(), documents);
  }

  private List<Path> yaml(List<String> names) {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      Path file = Path.of(name).getFileName();
      if (YAML.matcher(file.toString()).matches()) {
        files.add(folder.resolve(file));
      }
    }
    Collections.sort(files);
    return files;
  }
}
