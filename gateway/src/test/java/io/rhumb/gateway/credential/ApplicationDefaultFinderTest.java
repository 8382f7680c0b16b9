package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationDefaultFinderTest {

  private static final GoogleCredentials FOUND = GoogleCredentials.newBuilder().build();
  private static final String PRIVATE_KEY = privateKey();
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
  void find_fileIsNamed_isReadDespiteOtherMetadataHostAndSearch() throws IOException {
    writeKey(folder.resolve("key.json"), "a@x");

    assertThat(email(finder(false, () -> FOUND, named()).find())).isEqualTo("a@x");
    assertThat(email(finder(true, () -> FOUND, named()).find())).isEqualTo("a@x");
  }

  @Test
  void find_namedFileIsAnotherByNow_isTheOther() throws IOException {
    ApplicationDefaultFinder finder = finder(true, ApplicationDefaultFinderTest::none, named());
    writeKey(folder.resolve("key.json"), "a@x");
    assertThat(email(finder.find())).isEqualTo("a@x");

    writeKey(folder.resolve("key.json"), "b@x");

    assertThat(email(finder.find())).isEqualTo("b@x");
  }

  @Test
  void find_fileOfGcloudIsAnotherByNow_isTheOther() throws IOException {
    ApplicationDefaultFinder finder = finder(true, () -> FOUND, Map.of());
    writeKey(folder.resolve("adc.json"), "a@x");
    assertThat(email(finder.find())).isEqualTo("a@x");

    writeKey(folder.resolve("adc.json"), "b@x");

    assertThat(email(finder.find())).isEqualTo("b@x");
  }

  @Test
  void find_file_isForTheScopeAndTheQuotaProject() throws IOException {
    writeKey(folder.resolve("key.json"), "a@x");
    assertThat(key(finder(true, () -> FOUND, named()).find()).getQuotaProjectId())
        .isEqualTo("of-the-file");
    Map<String, String> environment = new HashMap<>(named());
    environment.put("GOOGLE_CLOUD_QUOTA_PROJECT", "payer");

    ServiceAccountCredentials found = key(finder(true, () -> FOUND, environment).find());

    assertThat(found.getQuotaProjectId()).isEqualTo("payer");
    assertThat(found.getScopes()).containsExactly("https://www.googleapis.com/auth/cloud-platform");
  }

  @Test
  void find_namedFileIsNotThere_failsEvenIfServerWouldIssue() {
    server.rotates(3_600);

    assertThatThrownBy(() -> finder(true, () -> FOUND, named()).find())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Error reading credential file from environment variable GOOGLE_APPLICATION_CREDENTIALS,"
                + " value '" + folder.resolve("key.json") + "': File does not exist.");
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

    assertThatThrownBy(() -> finder(true, () -> FOUND, Map.of()).find())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "Error reading credential file from location " + folder.resolve("adc.json") + ": ");
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

  private Map<String, String> named() {
    return Map.of("GOOGLE_APPLICATION_CREDENTIALS", folder.resolve("key.json").toString());
  }

  private static String email(GoogleCredentials found) {
    return key(found).getClientEmail();
  }

  private static ServiceAccountCredentials key(GoogleCredentials found) {
    assertThat(found).isInstanceOf(ServiceAccountCredentials.class);
    return (ServiceAccountCredentials) found;
  }

  private static void writeKey(Path file, String email) throws IOException {
    JsonObject key = new JsonObject()
        .put("type", "service_account")
        .put("client_id", "1")
        .put("client_email", email)
        .put("private_key_id", "1")
        .put("private_key", PRIVATE_KEY)
        .put("quota_project_id", "of-the-file");
    Files.writeString(file, key.encode());
  }

  private static String privateKey() {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static GoogleCredentials none() throws IOException {
    throw new IOException("none");
  }
}
