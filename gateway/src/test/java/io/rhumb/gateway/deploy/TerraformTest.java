package io.rhumb.gateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Terraform modules against the provider's published schema, and the check itself against modules with mistakes. */
final class TerraformTest {

  @BeforeAll
  static void installed() {
    Terraform.assumeInstalled();
  }

  @Test
  void modules_haveNoProblem() throws IOException, InterruptedException {
    String gateway = Terraform.FOLDER.toString();
    String endpoint = Terraform.FOLDER.resolve("endpoint").toString();
    assertThat(Terraform.node("", "main.mjs", "check", gateway, endpoint)).isEmpty();
  }

  @Test
  void check_findsEachKindOfMistake() throws IOException, InterruptedException {
    String printed = Terraform.node("", "--test", "test/all.mjs");
    assertThat(printed).containsPattern("pass \\d{2,}").containsPattern("fail 0");
  }
}
