package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * What Vertex AI shows on PSC addresses: one self-signed certificate for all of them, valid for ten years.
 *
 * @param certificate PEM
 * @param key PKCS #8 in PEM
 */
record Certificate(Path certificate, Path key) {

  private static final String NAME = "*.prediction.p.vertexai.goog";
  private static final String PASSWORD = "rehearsal";

  /** Issues it, as files of a folder. */
  static Certificate issue(Path folder) {
    Path store = folder.resolve("psc.p12");
    try {
      Files.deleteIfExists(store);
      generate(store);
      return export(store, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path store) {
    Tool.run(
        Java.tool("keytool"),
        "-genkeypair",
        "-alias",
        "psc",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + NAME,
        "-ext",
        "san=dns:" + NAME,
        "-ext",
        "bc:c",
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
  }

  private static Certificate export(Path store, Path folder)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey("psc", PASSWORD.toCharArray()).getEncoded();
    byte[] certificate = keys.getCertificate("psc").getEncoded();
    return new Certificate(
        Files.writeString(folder.resolve("psc.pem"), pem("CERTIFICATE", certificate)),
        Files.writeString(folder.resolve("psc.key"), pem("PRIVATE KEY", key)));
  }

  private static String pem(String type, byte[] content) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN " + type + "-----\n" + lines.encodeToString(content) + "\n-----END " + type
        + "-----\n";
  }
}
