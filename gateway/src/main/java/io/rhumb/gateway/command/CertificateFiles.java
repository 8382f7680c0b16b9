package io.rhumb.gateway.command;

import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * A stub's certificate from files: then a stub that is started again shows the same one, and whoever trusted it still
 * does.
 */
final class CertificateFiles {

  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "The certificate to show (PEM), instead of one from a new authority.")
  private Path certificate = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Its private key (PKCS #8 in PEM).")
  private Path key = Path.of("");

  /** Made by the command line. */
  CertificateFiles() {}

  /**
   * Reads both; blocks.
   *
   * @throws StartupException if one cannot be read
   */
  IssuedCertificate read() {
    return new IssuedCertificate(read("--certificate", certificate), read("--key", key));
  }

  private static Buffer read(String option, Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new StartupException(
          option + ": " + file + " (expected: a file that can be read; " + e + ")", e);
    }
  }
}
