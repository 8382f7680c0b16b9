package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {

  private final VerifiedTokens tokens = new VerifiedTokens(100);

  private static Claims claims(String email) {
    return new Claims("i", List.of("a"), 0, 1, email, false);
  }

  private static Sha256 hash(int token) {
    return Sha256.of("token" + token);
  }

  @Test
  void token_isFound_byItsHash() {
    tokens.put(hash(1), claims("a"));
    assertThat(tokens.get(Sha256.of("token1"))).isEqualTo(claims("a"));
    assertThat(tokens.get(hash(2))).isNull();
  }

  @Test
  void manyTokens_neverAreMoreThanTheBound_andThoseInUseStay() {
    tokens.put(hash(-1), claims("in use"));
    for (int i = 0; i < 10_000; i++) {
      tokens.put(hash(i), claims("b"));
      assertThat(tokens.get(hash(-1))).isEqualTo(claims("in use"));
    }
    long kept = java.util.stream.IntStream.range(0, 10_000)
        .filter(i -> tokens.get(hash(i)) != null)
        .count();
    assertThat(kept).isBetween(40L, 100L);
  }
}
