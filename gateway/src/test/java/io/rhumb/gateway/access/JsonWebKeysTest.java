package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of a set are used, and what those verify. */
final class JsonWebKeysTest {

  private static final Signer SIGNER = new Signer("first");

  private static JsonObject set(JsonObject... keys) {
    return new JsonObject().put("keys", new JsonArray(List.of((Object[]) keys)));
  }

  @Test
  void keyOfGoogle_isUsed_andOnlyWhatIsNeededOfIt() {
    JsonObject key = SIGNER.jwk().put("x5c", new JsonArray().add("AAAA")).put("d", "AAAA");
    assertThat(JsonWebKeys.usable(set(key))).containsExactly(SIGNER.jwk());
  }

  @ParameterizedTest
  @CsvSource({
    "kty,oct",
    "kty,OKP",
    "alg,RS512",
    "alg,HS256",
    "alg,none",
    "use,enc",
    "n,AQAB",
    "n,!",
    "e,AQ",
    "e,"
  })
  void keyOfAnotherKind_isNotUsed(String name, String value) {
    JsonObject other = SIGNER.jwk().put("kid", "other").put(name, value);
    assertThat(JsonWebKeys.usable(set(other, SIGNER.jwk()))).containsExactly(SIGNER.jwk());
    assertThatThrownBy(() -> JsonWebKeys.usable(set(other)))
        .hasMessageStartingWith("keys: none that can be used");
  }

  @Test
  void keyWithoutId_isNotUsed() {
    JsonObject nameless = SIGNER.jwk();
    nameless.remove("kid");
    assertThatThrownBy(() -> JsonWebKeys.usable(set(nameless)))
        .hasMessageStartingWith("keys: none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":[1,null,\"x\"]}"})
  void somethingElse_isNoKeySet(String json) {
    assertThatThrownBy(() -> JsonWebKeys.usable(new JsonObject(json)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptySet_verifiesNothing() {
    String none = Signer.part(new JsonObject().put("alg", "none").put("kid", "first")) + "."
        + Signer.part(Signer.claims(Instant.now()));
    assertThat(KeySet.EMPTY.verify(Credential.of(none))).isNull();
    assertThat(KeySet.of(Vertx.vertx(), List.of())).isSameAs(KeySet.EMPTY);
  }

  @Test
  void ellipticKey_verifiesEs256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    JsonObject jwk = new JsonObject()
        .put("kid", "curve")
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("x", Signer.base64(fixed(key.getW().getAffineX().toByteArray())))
        .put("y", Signer.base64(fixed(key.getW().getAffineY().toByteArray())));
    String input = Signer.part(new JsonObject().put("alg", "ES256").put("kid", "curve")) + "."
        + Signer.part(Signer.claims(Instant.now()));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    String token = input + "." + Signer.base64(signature.sign());
    Vertx vertx = Vertx.vertx();
    try {
      KeySet keys = KeySet.of(vertx, JsonWebKeys.usable(set(jwk)));
      assertThat(keys.verify(Credential.of(token)))
          .satisfies(claims -> assertThat(claims.email()).isEqualTo(Signer.CALLER));
      // Of all zeros, which a broken JDK took for a signature of anything (CVE-2022-21449).
      String zeros = input + "." + Signer.base64(new byte[64]);
      assertThat(keys.verify(Credential.of(zeros))).isNull();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  /** A number in 32 bytes. */
  private static byte[] fixed(byte[] number) {
    byte[] bytes = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, bytes, 32 - length, length);
    return bytes;
  }
}
