package io.rhumb.gateway.command;

import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks a running gateway what it would do with a request, or what became of one. */
@Command(
    name = "explain",
    description = {
      "Asks a running gateway what it would do with a request now, and why. Sends nothing to any target.",
      "With --request: what became of that one, as long as it is among the last thousand."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:explained",
      "1:there is no such request or model, or the gateway does not answer",
      "2:wrong usage"
    },
    footer = {
      "",
      "Examples:",
      "  rhumb explain",
      "  rhumb explain --model fraud --strategy plain --header X-Tier:gold",
      "  rhumb explain --request 9f2c41d07ab3e865"
    })
public final class ExplainCommand implements Callable<Integer> {

  private static final long PATIENCE_MILLIS = 5_000;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--management",
      paramLabel = "URL",
      description = "The operator's port of the gateway. Default: ${DEFAULT-VALUE}",
      defaultValue = "http://127.0.0.1:9090")
  private URI management = URI.create("http://127.0.0.1:9090");

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model that is asked. Default: the default model.")
  private @Nullable String model;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "What the client asks for with x-rhumb-strategy.")
  private @Nullable String strategy;

  @Option(
      names = "--regions",
      paramLabel = "LIST",
      description = "Where the client's data may go, as with x-rhumb-regions.")
  private @Nullable String regions;

  @Option(
      names = "--header",
      paramLabel = "NAME:VALUE",
      description = "A header of the client that the strategy may look at. Can be repeated.")
  private List<String> headers = List.of();

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "The x-request-id of an answer: what became of it.")
  private @Nullable String request;

  @Option(names = "--json", description = "Prints what the gateway says, as it is.")
  private boolean json;

  @Override
  public Integer call() {
    if (management.getHost() == null || !"http".equals(management.getScheme())) {
      throw new ParameterException(
          spec.commandLine(),
          "--management: " + management + " (expected: such as http://127.0.0.1:9090)");
    }
    Vertx vertx = ProcessLife.newVertx();
    try {
      print(ProcessLife.await(ask(WebClient.create(vertx))));
      return 0;
    } catch (StartupException failure) {
      spec.commandLine().getErr().println("rhumb: " + failure.getMessage());
      return 1;
    } finally {
      ProcessLife.await(vertx.close());
    }
  }

  private Future<JsonObject> ask(WebClient client) {
    HttpRequest<?> asked = client
        .get(port(), management.getHost(), request == null ? "/explain" : "/decisions")
        .timeout(PATIENCE_MILLIS);
    add(asked, "request", request);
    add(asked, "model", model);
    if (request == null) {
      add(asked, "strategy", strategy);
      add(asked, "regions", regions);
      headers.forEach(header -> asked.addQueryParam("header", header));
    }
    return asked
        .send()
        .recover(failure -> Future.failedFuture(new StartupException(
            management + ": " + failure.getMessage() + " (expected: a running gateway)", failure)))
        .map(this::told);
  }

  private JsonObject told(HttpResponse<?> answer) {
    JsonObject body = json(answer);
    if (answer.statusCode() == 200
        && body.getValue(request == null ? "plan" : "decisions") instanceof JsonArray) {
      return request == null ? body : only(body);
    }
    throw new StartupException(
        body.getValue("error") instanceof JsonObject error
                && error.getValue("message") instanceof String message
            ? message
            : management + ": status " + answer.statusCode()
                + " and no answer of a gateway's (expected: a gateway's management port)");
  }

  /** Empty if it is none. */
  private static JsonObject json(HttpResponse<?> answer) {
    try {
      Buffer body = answer.bodyAsBuffer();
      return body != null && Json.decodeValue(body) instanceof JsonObject object
          ? object
          : new JsonObject();
    } catch (DecodeException none) {
      return new JsonObject();
    }
  }

  private static void add(HttpRequest<?> asked, String name, @Nullable String value) {
    if (value != null) {
      asked.addQueryParam(name, value);
    }
  }

  private JsonObject only(JsonObject found) {
    if (found.getJsonArray("decisions").isEmpty()) {
      throw new StartupException(
          "request: " + request + " (expected: one of the last thousand of this gateway)");
    }
    return found.getJsonArray("decisions").getJsonObject(0);
  }

  private int port() {
    return management.getPort() < 0 ? 80 : management.getPort();
  }

  private void print(JsonObject told) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(told.encodePrettily());
    } else if (request == null) {
      ExplanationText.ofPlan(told).forEach(out::println);
    } else {
      ExplanationText.ofDecision(told).forEach(out::println);
    }
    out.flush();
  }
}
