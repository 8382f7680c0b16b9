package io.rhumb.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Files that a configuration names. Looks at them, so it must not run on an event loop. */
final class LocalFiles {

  private final ReadContext context;

  LocalFiles(ReadContext context) {
    this.context = context;
  }

  /** A file that can be read whole; a problem if it cannot. */
  Path readable(ConfigNode node) {
    Optional<Path> path = path(node);
    if (path.isEmpty()) {
      context.problems().invalid(node, "a file");
    } else if (!Files.exists(path.get())) {
      context.problems().invalid(node, "a file; there is none");
    } else if (!Files.isRegularFile(path.get())) {
      context.problems().invalid(node, "a file; it is something else");
    } else if (!Files.isReadable(path.get())) {
      context.problems().invalid(node, "a file that this process may read");
    } else if (size(path.get()) > WholeFile.LARGEST) {
      context
          .problems()
          .invalid(
              node,
              "a file of at most " + WholeFile.LARGEST + " bytes; it has " + size(path.get()));
    }
    return path.orElse(context.directory());
  }

  /** A folder, which need not be there; a problem if something else is. */
  Path folder(ConfigNode node) {
    Optional<Path> path = path(node);
    if (path.isEmpty()) {
      context.problems().invalid(node, "a folder");
    } else if (Files.exists(path.get()) && !Files.isDirectory(path.get())) {
      context.problems().invalid(node, "a folder; it is something else");
    }
    return path.orElse(context.directory());
  }

  /** What a file with at least one certificate vouches for; a problem if it is none. */
  TrustConfig.PemTrust pem(ConfigNode node) {
    int before = context.problems().count();
    Path path = readable(node);
    Optional<TrustConfig.PemTrust> trust =
        context.problems().count() > before ? Optional.empty() : certificates(path);
    if (trust.isEmpty() && context.problems().count() == before) {
      context
          .problems()
          .invalid(node, "a PEM file with at least one certificate, and no broken one");
    }
    return trust.orElseGet(() -> new TrustConfig.PemTrust(path, ""));
  }

  /** 0 if that cannot be told any more: whoever reads it will say so. */
  private static long size(Path path) {
    return path.toFile().length();
  }

  private Optional<Path> path(ConfigNode node) {
    try {
      return node instanceof ConfigNode.Scalar scalar
          ? scalar.asText().filter(text -> !text.isBlank()).map(context.directory()::resolve)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<TrustConfig.PemTrust> certificates(Path path) {
    try {
      TrustConfig.PemTrust trust = TrustConfig.PemTrust.read(path);
      return PemCertificates.of(trust.certificates()).isEmpty()
          ? Optional.empty()
          : Optional.of(trust);
    } catch (IOException | CertificateException e) {
      return Optional.empty();
    }
  }
}
