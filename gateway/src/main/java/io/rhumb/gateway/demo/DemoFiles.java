package io.rhumb.gateway.demo;

import io.rhumb.gateway.process.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The demo's files, in a temporary folder of their own. Every method blocks.
 *
 * @param folder of both of them
 * @param config what the gateway reads
 */
public record DemoFiles(Path folder, Path config) {

  private static final String TEMPLATE = "/io/rhumb/gateway/conf/demo.yaml";

  /**
   * Fills a template in and writes it, beside the certificate of the authority that signed the stand-ins'
   * certificates.
   *
   * @param template a configuration with the placeholders of {@code conf/demo.yaml}; null: that file itself, as it
   *     ships
   * @throws StartupException if it cannot be read, or nothing can be written
   */
  public static DemoFiles write(DemoRegions regions, @Nullable Path template) {
    try {
      String text = template == null ? shipped() : Files.readString(template);
      Path folder = Files.createTempDirectory("rhumb-demo-");
      Path authority = regions.writeAuthority(folder.resolve("ca.pem"));
      Path config = folder.resolve("gateway.yaml");
      return new DemoFiles(folder, Files.writeString(config, regions.fillIn(text, authority)));
    } catch (NoSuchFileException missing) {
      throw new StartupException(missing.getFile() + ": no such file", missing);
    } catch (IOException failure) {
      throw new StartupException("the demo's configuration: " + failure, failure);
    }
  }

  /** Deletes them, and the folder. */
  public void delete() {
    try {
      Files.deleteIfExists(config);
      Files.deleteIfExists(folder.resolve("ca.pem"));
      Files.deleteIfExists(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String shipped() throws IOException {
    try (InputStream in = DemoFiles.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
