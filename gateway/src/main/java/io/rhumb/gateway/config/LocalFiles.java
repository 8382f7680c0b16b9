package io.rhumb.gateway.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that a configuration names. Looks at them, so it must not run on an event loop. */
final class LocalFiles {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private final ReadContext context;

  LocalFiles(ReadContext context) {
    this.context = context;
  }

  /** A file that can be read; a problem if it cannot. */
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
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Matcher blocks = CERTIFICATE.matcher(trust.certificates());
      int certificates = 0;
      while (blocks.find()) {
        factory.generateCertificate(
            new ByteArrayInputStream(blocks.group().getBytes(StandardCharsets.ISO_8859_1)));
        certificates++;
      }
      return certificates > 0 ? Optional.of(trust) : Optional.empty();
    } catch (IOException | CertificateException e) {
      return Optional.empty();
    }
  }
}
