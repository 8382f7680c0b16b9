package io.rhumb.gateway.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An issuer's key, with which a test signs tokens as Google does, or not quite. */
public final class Signer {

  public static final String AUDIENCE = "https://predict.example.com";
  public static final String CALLER = "batch@my-project.iam.gserviceaccount.com";

  private final String id;
  private final KeyPair pair;

  /** A new key with that id. */
  public Signer(String id) {
    this.id = id;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key, as the issuer publishes it. */
  public JsonObject jwk() {
    RSAPublicKey key = publicKey();
    return new JsonObject()
        .put("kid", id)
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("use", "sig")
        .put("n", number(key.getModulus()))
        .put("e", number(key.getPublicExponent()));
  }

  /** A key set. */
  public static JsonObject set(List<Signer> signers) {
    JsonArray keys = new JsonArray();
    signers.forEach(signer -> keys.add(signer.jwk()));
    return new JsonObject().put("keys", keys);
  }

  public RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  /** What Google claims of a service account, for an hour from that moment. */
  public static JsonObject claims(Instant now) {
    return new JsonObject()
        .put("iss", "https://accounts.google.com")
        .put("aud", AUDIENCE)
        .put("azp", "1234567890")
        .put("sub", "1234567890")
        .put("email", CALLER)
        .put("email_verified", true)
        .put("iat", now.getEpochSecond())
        .put("exp", now.getEpochSecond() + 3_600);
  }

  /** A token with these claims. */
  public String sign(JsonObject claims) {
    return sign(new JsonObject().put("alg", "RS256").put("kid", id).put("typ", "JWT"), claims);
  }

  /** A token with that head, signed by RS256 whatever it says. */
  public String sign(JsonObject head, JsonObject claims) {
    String input = part(head) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A part of a token. */
  public static String part(JsonObject json) {
    return base64(json.toBuffer().getBytes());
  }

  /** As in tokens. */
  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    // Without the byte that is only there for the sign.
    int from = bytes[0] == 0 ? 1 : 0;
    return base64(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
