package io.rhumb.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a credential.
 *
 * <p>A key is 256 random bits: nobody guesses it, however quickly a guess can be tried, so there is nothing that the salt and the slowness
 * of a hash for passwords would protect (NIST SP 800-63B, section 5.1.2.2, asks for them below 112 bits only).
 *
 * <p>How long a look-up in a map takes may tell how far the hash of a guess agrees with one that is there. That is of no use: to choose
 * guesses whose hashes begin as wanted takes 2ⁿ hashes for n bits, and somebody who knew the whole hash would still be as far from the key
 * as somebody who had read the configuration. What is found is compared in constant time all the same.
 */
public final class Sha256 {

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /** That of a credential as a header carries it. */
  public static Sha256 of(String credential) {
    try {
      // A byte of the header for each character: nothing is mapped to the same question mark.
      return new Sha256(MessageDigest.getInstance("SHA-256")
          .digest(credential.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java runtime)", e);
    }
  }

  /** One that was written down, in 64 hexadecimal digits. */
  static Sha256 parse(String hex) {
    return new Sha256(HexFormat.of().parseHex(hex));
  }

  /** In 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sha256 hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  /** Its first bytes, which are as good as random. */
  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
  }
}
