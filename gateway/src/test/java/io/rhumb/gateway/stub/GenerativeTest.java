package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generative methods take and answer, in one piece. */
class GenerativeTest {

  private static StubWorld world;

  @BeforeAll
  static void start() {
    world = new StubWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void generateContent_countsTheWordsAndSaysWhoDidSo() {
    JsonObject answer = generate("generateContent", Bodies.CONTENTS).json();
    assertThat(answer.getJsonArray("candidates").getJsonObject(0))
        .isEqualTo(new JsonObject(
            "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"one two three four five\"}]},"
                + "\"finishReason\":\"STOP\"}"));
    assertThat(answer.getJsonObject("usageMetadata"))
        .isEqualTo(new JsonObject(
            "{\"promptTokenCount\":3,\"candidatesTokenCount\":5,\"totalTokenCount\":8,"
                + "\"trafficType\":\"ON_DEMAND\"}"));
    assertThat(answer.getString("modelVersion")).isEqualTo("gemini-2.5-flash");
    assertThat(answer.getString("createTime")).isEqualTo("2026-11-23T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}]}",
        "{\"contents\":{\"role\":\"user\",\"parts\":{\"text\":\"a\"}}}",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQ==\"}}]}],"
            + "\"systemInstruction\":{\"parts\":[]},\"generationConfig\":{\"temperature\":0.1},"
            + "\"safetySettings\":[],\"tools\":[],\"toolConfig\":{},\"labels\":{},\"cachedContent\":\"c\"}",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]}],\"system_instruction\":{},\"generation_config\":{}}"
      })
  void whatRealClientsSend_isTaken(String body) {
    assertThat(generate("generateContent", body).status()).isEqualTo(200);
    assertThat(generate("streamGenerateContent", body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | Invalid JSON payload received. Expected an object.",
        "nonsense | Invalid JSON payload received. ",
        "{\"contents\":[{}]} {} | Invalid JSON payload received. ",
        "{} | Unable to submit request because at least one contents field is required.",
        "{\"contents\":[]} | Unable to submit request because at least one contents field is required.",
        "{\"contents\":\"a\"} | Invalid value at 'contents'",
        "{\"contents\":[{\"role\":\"user\"}]} | must include at least one parts field",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[]}]} | must include at least one parts field",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{}]}]} | Invalid value at 'contents.parts'",
        "{\"contents\":[{\"role\":\"assistant\",\"parts\":[{\"text\":\"a\"}]}]} | Please use a valid role: user, model.",
        "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"stream\":true} | Unknown name \"stream\": Cannot find field.",
        "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"messages\":[]} | Unknown name \"messages\": Cannot find field."
      })
  void anythingElse_isRefused(String body, String message) {
    for (String method : new String[] {"generateContent", "streamGenerateContent?alt=sse"}) {
      Answered answer = generate(method, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error().getString("status")).isEqualTo("INVALID_ARGUMENT");
      assertThat(answer.error().getString("message")).contains(message);
    }
  }

  @Test
  void countTokens_countsWordsAndTheirCharacters() {
    assertThat(generate("countTokens", Bodies.CONTENTS).json())
        .isEqualTo(new JsonObject("{\"totalTokens\":3,\"totalBillableCharacters\":11,"
            + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":3}]}"));
    assertThat(generate("countTokens", "{\"contents\":[]}").status()).isEqualTo(400);
    assertThat(generate("countTokens", "{\"messages\":[]}").status()).isEqualTo(400);
  }

  @Test
  void computeTokens_namesEachWord() {
    JsonObject info = generate("computeTokens", Bodies.CONTENTS)
        .json()
        .getJsonArray("tokensInfo")
        .getJsonObject(0);
    assertThat(info.getJsonArray("tokens")).hasSize(3);
    assertThat(info.getJsonArray("tokenIds")).containsExactly("1", "2", "3");
  }

  @Test
  void embedContent_isAVector() {
    JsonObject answer = generate("embedContent", Bodies.of("embedContent")).json();
    assertThat(answer.getJsonObject("embedding").getJsonArray("values")).containsExactly(3.0, 1.0);
    assertThat(generate("embedContent", "{}").status()).isEqualTo(400);
    assertThat(generate("embedContent", "{\"contents\":[]}").status()).isEqualTo(400);
  }

  @Test
  void twoRegions_generateTheSameText() {
    VertexEndpoint elsewhere =
        new VertexEndpoint("europe-west4", "demo-project", "123456789", "2222");
    try (StubWorld there = new StubWorld(RegionalStubConfig.of(elsewhere))) {
      JsonObject second = there
          .call()
          .serverName(elsewhere.publicName())
          .uri(elsewhere.publisher(Bodies.GEMINI, "generateContent"))
          .body(Bodies.CONTENTS)
          .send()
          .json();
      JsonObject first = generate("generateContent", Bodies.CONTENTS).json();
      assertThat(second.getValue("candidates")).isEqualTo(first.getValue("candidates"));
      assertThat(second.getString("responseId")).isNotEqualTo(first.getString("responseId"));
    }
  }

  @Test
  void responseBytes_makesAnAnswerThatLong() {
    try (StubWorld padded =
        new StubWorld(RegionalStubConfig.of(ENDPOINT).withResponseBytes(20_000))) {
      Answered answer = padded
          .call()
          .serverName(ENDPOINT.publicName())
          .uri(ENDPOINT.publisher(Bodies.GEMINI, "generateContent"))
          .body(Bodies.CONTENTS)
          .send();
      assertThat(answer.body().length()).isEqualTo(20_000);
      assertThat(answer.json().containsKey("candidates")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, one",
    "3, one two three",
    "21, twenty-one",
    "30, thirty",
    "99, ninety-nine",
    "101, 101"
  })
  void text_countsInWords(int words, String end) {
    assertThat(Counting.text(words)).startsWith("one").endsWith(end);
    assertThat(Contents.words(Counting.text(words))).isEqualTo(words);
  }

  private static Answered generate(String method, String body) {
    return world
        .call()
        .serverName(ENDPOINT.publicName())
        .uri(ENDPOINT.publisher(Bodies.GEMINI, method))
        .body(body)
        .send();
  }
}
