package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.credential.CredentialHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WithheldTest {

  @Test
  void withheld_areTheCredentialAndWhatLooksLikeOne() {
    Withheld withheld = new Withheld();
    withheld.add(new CredentialHeaders(List.of(
        Map.entry("authorization", "Bearer sesame-open"), Map.entry("x-api-key", "sesame"))));

    assertThat(withheld.from("not sesame-open, nor sesame, nor ya29.abc"))
        .isEqualTo("not (withheld), nor (withheld), nor (withheld)");
    assertThat(withheld.from("200, 12 bytes")).isEqualTo("200, 12 bytes");
  }

  @Test
  void withheld_isNoWordOfTwoLetters() {
    Withheld withheld = new Withheld();
    withheld.add(new CredentialHeaders(List.of(Map.entry("x-api-key", "ok"))));
    assertThat(withheld.from("name ok")).isEqualTo("name ok");
  }
}
