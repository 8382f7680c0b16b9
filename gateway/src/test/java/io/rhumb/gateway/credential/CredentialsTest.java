package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.CredentialConfig.ApplicationDefault;
import io.rhumb.gateway.config.CredentialConfig.HeaderFromEnvironment;
import io.rhumb.gateway.config.CredentialConfig.HeaderFromFile;
import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.CredentialConfig.TokenFile;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  private final Vertx vertx = Vertx.vertx();
  private final MetadataServer server = new MetadataServer(vertx);
  private final CredentialThreads threads = new CredentialThreads();
  private final Map<String, String> environment =
      Map.of("MODEL_KEY", " k3y ", "BROKEN_KEY", "se\ncret");
  private final Credentials credentials = new Credentials(
      new CredentialFactory(
          server.host(),
          environment,
          threads.blocking(),
          InstantSource.system(),
          threads.timers(),
          () -> 0L),
      threads);

  @TempDir
  private Path folder;

  @AfterEach
  void close() {
    credentials.close();
    Await.value(vertx.close());
  }

  @Test
  void of_equalConfigurations_shareOneTokenThatIsFetchedAtOnce() {
    server.rotates(3_600);
    Credential first = credentials.of(new ApplicationDefault());
    Credential second = credentials.of(new ApplicationDefault());

    assertThat(second).isSameAs(first);
    Await.value(first.refresh(null));
    assertThat(second.current()).isSameAs(first.current()).isNotNull();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void of_eachKind_bearsItsHeader() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "fr0m-file\n");

    assertBears(new NoCredential(), List.of());
    assertBears(new TokenFile(file), List.of(Map.entry("authorization", "Bearer fr0m-file")));
    assertBears(
        new HeaderFromFile("x-api-key", file), List.of(Map.entry("x-api-key", "fr0m-file")));
    assertBears(
        new HeaderFromEnvironment("x-api-key", "MODEL_KEY"),
        List.of(Map.entry("x-api-key", "k3y")));
    assertThat(credentials.statuses()).hasSize(4).allMatch(CredentialStatus::ready);
    assertThat(credentials.statuses().toString()).doesNotContain("k3y", "fr0m-file");
  }

  @Test
  void of_variableIsNotSet_saysWhatIsExpected() {
    assertThatThrownBy(() -> credentials.of(new HeaderFromEnvironment("x-api-key", "MISSING")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("environment: MISSING: empty (expected: the value of the header x-api-key)");
  }

  @Test
  void of_variableCannotBeAHeader_isRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> credentials.of(new HeaderFromEnvironment("x-api-key", "BROKEN_KEY")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("environment: BROKEN_KEY: not shown")
        .hasMessageNotContaining("cret");
  }

  @Test
  void constant_refused_hasNoOther() {
    Credential constant = credentials.of(new HeaderFromEnvironment("x-api-key", "MODEL_KEY"));

    assertThat(constant.refresh(constant.current()).result()).isSameAs(constant.current());
    assertThat(credentials.of(new NoCredential()).current()).isSameAs(CredentialHeaders.NONE);
    assertThat(constant.toString()).doesNotContain("k3y");
  }

  @Test
  void of_fileIsMissing_hasNothingToSend() {
    Credential missing = credentials.of(new TokenFile(folder.resolve("missing")));
    assertThat(missing.current()).isNull();
    missing.close();
    assertThat(missing.current()).isNull();
    assertThat(credentials.statuses()).noneMatch(CredentialStatus::ready);
  }

  @Test
  void create_wiresAllThatItNeeds() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "fr0m-file");
    try (Credentials wired = Credentials.create(server.host())) {
      assertThat(Await.value(wired.of(new TokenFile(file)).refresh(null)).entries())
          .hasSize(1);
    }
  }

  @Test
  void retain_keepsWhatIsUsed_andEndsTheRest() throws IOException {
    TokenFile used = new TokenFile(Files.writeString(folder.resolve("used"), "us3d"));
    TokenFile gone = new TokenFile(Files.writeString(folder.resolve("gone"), "g0ne"));
    Credential kept = credentials.of(used);
    Credential ended = credentials.of(gone);
    Await.value(kept.refresh(null));
    Await.value(ended.refresh(null));

    credentials.retain(Set.of(used));

    assertThat(credentials.of(used)).isSameAs(kept);
    assertThat(credentials.statuses()).hasSize(1);
    assertThat(credentials.of(gone)).isNotSameAs(ended);
  }

  @Test
  void close_tellsWhoWaits() {
    server.hangs();
    Future<CredentialHeaders> waiting = credentials.of(new ApplicationDefault()).refresh(null);
    credentials.close();

    assertThat(Await.failure(waiting)).isInstanceOf(CredentialUnavailableException.class);
  }

  private void assertBears(CredentialConfig config, List<Map.Entry<String, String>> expected) {
    assertThat(Await.value(credentials.of(config).refresh(null)).entries()).isEqualTo(expected);
  }
}
