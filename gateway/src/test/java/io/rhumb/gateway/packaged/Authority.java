package io.rhumb.gateway.packaged;

import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate authority whose certificates are files in a folder, as processes need them. */
final class Authority {

  private final ThrowawayAuthority authority = ThrowawayAuthority.create();
  private final Path folder;
  private final Path pem;

  Authority(Path folder, String name) throws IOException {
    this.folder = folder;
    this.pem = authority.write(folder.resolve(name));
  }

  /** What a gateway is to trust. */
  Path pem() {
    return pem;
  }

  /** The options that make {@code rhumb stub} show a certificate for these names. */
  List<String> certificate(String file, List<String> names) throws IOException {
    IssuedCertificate issued = authority.issue(names);
    Path certificate = folder.resolve(file + ".pem");
    Path key = folder.resolve(file + ".key");
    Files.write(certificate, issued.chain().getBytes());
    Files.write(key, issued.key().getBytes());
    return List.of("--certificate", certificate.toString(), "--key", key.toString());
  }
}
