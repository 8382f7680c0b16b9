package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationDefaultFinderTest {

  private static final GoogleCredentials FOUND = GoogleCredentials.newBuilder().build();
  private static final Map<String, String> NAMED =
      Map.of("GOOGLE_APPLICATION_CREDENTIALS", "key.json");

  private final Vertx vertx = Vertx.vertx();
  private final MetadataServer server = new MetadataServer(vertx);

  @TempDir
  private Path folder;

  @AfterEach
  void close() {
    Await.value(vertx.close());
  }

  @Test
  void find_otherMetadataHost_isAskedWithoutASearch() throws IOException {
    GoogleCredentials found =
        finder(false, ApplicationDefaultFinderTest::none, Map.of()).find();
    server.rotates(3_600);

    found.refresh();

    assertThat(found).isInstanceOf(ComputeEngineCredentials.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void find_credentialsAreNamed_searchesDespiteOtherMetadataHost() throws IOException {
    assertThat(finder(false, () -> FOUND, NAMED).find()).isSameAs(FOUND);
  }

  @Test
  void find_namedCredentialsAreBroken_failsEvenIfServerWouldIssue() {
    server.rotates(3_600);

    assertThatThrownBy(
            () -> finder(true, ApplicationDefaultFinderTest::none, NAMED).find())
        .hasMessage("none");
    assertThat(server.requests()).isZero();
  }

  @Test
  void find_searchFinds_isTheAnswer() throws IOException {
    assertThat(finder(true, () -> FOUND, Map.of()).find()).isSameAs(FOUND);
  }

  @Test
  void find_searchRemembersNoServerButThereIsOne_asksIt() throws IOException {
    server.rotates(3_600);

    assertThat(finder(true, ApplicationDefaultFinderTest::none, Map.of()).find())
        .isInstanceOf(ComputeEngineCredentials.class);
  }

  @Test
  void find_nothingAnywhere_failsWithTheReasonOfTheSearch() {
    server.answers(404, "");

    assertThatThrownBy(
            () -> finder(true, ApplicationDefaultFinderTest::none, Map.of()).find())
        .hasMessage("none");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void find_fileOfGcloudIsBroken_failsEvenIfServerWouldIssue() throws IOException {
    server.rotates(3_600);
    Files.writeString(folder.resolve("adc.json"), "{");

    assertThatThrownBy(
            () -> finder(true, ApplicationDefaultFinderTest::none, Map.of()).find())
        .hasMessage("none");
    assertThat(server.requests()).isZero();
  }

  @Test
  void find_serverIsNotToBeLookedFor_failsWithTheReasonOfTheSearch() {
    server.rotates(3_600);

    assertThatThrownBy(
            () -> finder(true, ApplicationDefaultFinderTest::none, Map.of("NO_GCE_CHECK", "true"))
                .find())
        .hasMessage("none");
    assertThat(server.requests()).isZero();
  }

  @Test
  void of_hostThatCannotBeOne_saysSo() {
    assertThatThrownBy(() -> ApplicationDefaultFinder.of("a b", Map.of()))
        .hasMessage("metadata-host: a b (expected: host or host:port)");
  }

  private ApplicationDefaultFinder finder(
      boolean searches, ApplicationDefaultFinder.Search search, Map<String, String> environment) {
    return new ApplicationDefaultFinder(
        new MetadataTransport(server.host()),
        searches,
        search,
        folder.resolve("adc.json"),
        environment);
  }

  private static GoogleCredentials none() throws IOException {
    throw new IOException("none");
  }
}
