package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's methods in one piece; their streams are in {@link StreamTest}. */
class OpenAiTest {

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
  void chat_answersWithAMessage() {
    JsonObject answer = post("chat/completions", Bodies.CHAT).json();
    assertThat(answer.getString("id")).startsWith("us-east4-");
    answer.remove("id");
    assertThat(answer)
        .isEqualTo(new JsonObject(
            "{\"object\":\"chat.completion\",\"created\":1795435200,\"model\":\"google/gemini-2.5-flash\","
                + "\"choices\":[{\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"one two three four five\",\"refusal\":null}}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8}}"));
  }

  @Test
  void completions_answersWithText() {
    JsonObject answer = post("completions", Bodies.PROMPT).json();
    assertThat(answer.getString("object")).isEqualTo("text_completion");
    assertThat(answer.getJsonArray("choices").getJsonObject(0).getString("text"))
        .isEqualTo("one two three four five");
  }

  @Test
  void responses_answersWithAMessage() {
    JsonObject answer = post("responses", Bodies.INPUT).json();
    assertThat(answer.getString("object")).isEqualTo("response");
    assertThat(answer.getString("status")).isEqualTo("completed");
    JsonObject message = answer.getJsonArray("output").getJsonObject(0);
    assertThat(message.getJsonArray("content").getJsonObject(0).getString("text"))
        .isEqualTo("one two three four five");
  }

  @Test
  void embeddings_areNumbersOrTheirBytes() {
    String two = Bodies.INPUT.replace("\"Count to five\"", "[\"a b\",\"c\"]");
    JsonArray data = post("embeddings", two).json().getJsonArray("data");
    assertThat(data).hasSize(2);
    assertThat(data.getJsonObject(0).getJsonArray("embedding")).containsExactly(2.0, 1.0);
    assertThat(data.getJsonObject(1).getInteger("index")).isEqualTo(1);

    String base64 = two.replace("}", ",\"encoding_format\":\"base64\"}");
    // The floats 2 and 1, the lowest byte first.
    JsonObject first = post("embeddings", base64).json().getJsonArray("data").getJsonObject(0);
    assertThat(first.getString("embedding")).isEqualTo("AAAAQAAAgD8=");
  }

  @Test
  void manyOptions_areTaken() {
    String body = Bodies.CHAT.substring(0, Bodies.CHAT.length() - 1)
        + ",\"temperature\":0.1,\"top_p\":1,\"n\":1,\"max_completion_tokens\":5,\"stop\":[\"x\"],\"stream\":false,"
        + "\"tools\":[],\"response_format\":{\"type\":\"text\"},\"seed\":1,\"user\":\"u\",\"reasoning_effort\":\"low\","
        + "\"extra_body\":{\"google\":{}}}";
    assertThat(post("chat/completions", body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "completions", "embeddings", "responses"})
  void unknownModel_is404ThatNamesIt(String tail) {
    String body = Bodies.of(tail).replace(Bodies.GEMINI, "google/gemini-9");
    Answered answer = post(tail, body);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error().getString("status")).isEqualTo("NOT_FOUND");
    assertThat(answer.error().getString("message"))
        .startsWith(
            "Publisher Model `projects/demo-project/locations/us-east4/publishers/google/models/gemini-9` was not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gemini", "my-model"})
  void endpoint_takesAnyNameForItsOneModel(String model) {
    Answered answer = world
        .call()
        .uri(ENDPOINT.tail("chat/completions"))
        .body(Bodies.CHAT.replace(Bodies.GEMINI, model))
        .send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("model")).isEqualTo(model.isEmpty() ? "1111" : model);
  }

  @Test
  void invoke_ofTheModelServersOwnPaths() {
    Answered chat = world
        .call()
        .uri(ENDPOINT.tail("invoke/v1/chat/completions"))
        .body(Bodies.CHAT)
        .send();
    assertThat(chat.json().getString("object")).isEqualTo("chat.completion");
    Answered text = world
        .call()
        .uri(ENDPOINT.tail("invoke/v1/completions"))
        .body(StreamTest.streaming(Bodies.PROMPT))
        .send();
    assertThat(text.text()).endsWith("data: [DONE]\n\n");
    Answered other = world.call().uri(ENDPOINT.tail("invoke/score")).send();
    assertThat(other.text()).startsWith("{\"predictions\":[1.0,2.0,3.0],");
    assertThat(other.headers().get("x-vertex-ai-endpoint-id")).isEqualTo("1111");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat/completions | {\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | model",
        "chat/completions | {\"model\":7} | Invalid value at 'model'",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\"} | messages",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\",\"messages\":[]} | messages",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\",\"messages\":\"a\"} | Invalid value at 'messages'",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\",\"messages\":[\"a\"]} | Invalid value at 'messages'",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\",\"messages\":[{\"content\":\"a\"}]} | 'messages.role'",
        "chat/completions | {\"model\":\"google/gemini-2.5-flash\",\"messages\":[{\"role\":\"model\"}]} | 'messages.role'",
        "completions | {\"model\":\"google/gemini-2.5-flash\"} | prompt",
        "completions | {\"model\":\"google/gemini-2.5-flash\",\"prompt\":\"\"} | prompt",
        "completions | {\"model\":\"google/gemini-2.5-flash\",\"prompt\":\"a\",\"stream\":\"true\"} | Invalid value at 'stream'",
        "completions | {\"model\":\"google/gemini-2.5-flash\",\"prompt\":\"a\",\"stream_options\":{}} | only allowed when",
        "completions | {\"model\":\"google/gemini-2.5-flash\",\"prompt\":\"a\",\"stream\":true,\"stream_options\":7} | 'stream_options'",
        "embeddings | {\"model\":\"google/gemini-2.5-flash\",\"input\":[]} | input",
        "responses | {\"model\":\"google/gemini-2.5-flash\"} | input",
        "responses | [] | Expected an object."
      })
  void wrongBody_is400(String tail, String body, String message) {
    Answered answer = post(tail, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().getString("message")).contains(message);
  }

  private static Answered post(String tail, String body) {
    return world
        .call()
        .serverName(ENDPOINT.publicName())
        .uri(ENDPOINT.openapi(tail))
        .body(body)
        .send();
  }
}
