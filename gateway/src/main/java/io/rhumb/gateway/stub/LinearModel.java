package io.rhumb.gateway.stub;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.Set;

/**
 * A linear regression fitted on 1→1, 2→2, so that y = x. Reads {@code {"instances":[[x],...]}} in one pass and without a
 * tree, and refuses whatever else in the words of Vertex and of scikit-learn.
 */
final class LinearModel {

  /** What else a request may hold; it changes nothing here. */
  private final Set<String> ignored;

  private final JsonFactory json = new JsonFactory();

  /** A model that takes Vertex's own requests. */
  LinearModel() {
    this(Set.of("parameters", "labels"));
  }

  LinearModel(Set<String> ignored) {
    this.ignored = ignored;
  }

  /** The predictions, joined by commas, as they stand in the answer. */
  String predict(byte[] body) throws RefusedException {
    try (JsonParser parser = json.createParser(body)) {
      return request(parser);
    } catch (InputCoercionException e) {
      throw new RefusedException(400, "Invalid value at 'instances': " + e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid(
          e instanceof JacksonException problem ? problem.getOriginalMessage() : e.toString());
    }
  }

  private String request(JsonParser parser) throws IOException, RefusedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("Expected an object.");
    }
    StringBuilder predictions = new StringBuilder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      field(parser, predictions);
    }
    if (parser.nextToken() != null) {
      throw invalid("Expected end of input.");
    }
    if (predictions.isEmpty()) {
      throw new RefusedException(400, "Empty instances.");
    }
    return predictions.toString();
  }

  private void field(JsonParser parser, StringBuilder predictions)
      throws IOException, RefusedException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    if (name.equals("instances")) {
      predictions.setLength(0);
      instances(value, parser, predictions);
    } else if (ignored.contains(name)) {
      parser.skipChildren();
    } else {
      throw invalid("Unknown name \"" + name + "\": Cannot find field.");
    }
  }

  private static void instances(JsonToken start, JsonParser parser, StringBuilder predictions)
      throws IOException, RefusedException {
    if (start != JsonToken.START_ARRAY) {
      throw new RefusedException(400, "Invalid value at 'instances': expected a list.");
    }
    JsonToken instance;
    while ((instance = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (!predictions.isEmpty()) {
        predictions.append(',');
      }
      predictions.append(instance(instance, parser));
    }
  }

  private static double instance(JsonToken start, JsonParser parser)
      throws IOException, RefusedException {
    if (start != JsonToken.START_ARRAY) {
      throw failed("Expected 2D array, got 1D array instead.");
    }
    if (!parser.nextToken().isNumeric()) {
      throw failed("could not convert input to float.");
    }
    double x = parser.getDoubleValue();
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw failed(
          "X has more features than one, but LinearRegression is expecting 1 features as input.");
    }
    return x;
  }

  private static RefusedException invalid(String why) {
    return new RefusedException(400, "Invalid JSON payload received. " + why);
  }

  private static RefusedException failed(String why) {
    return new RefusedException(
        400,
        "{\n  \"error\": \"Prediction failed: Exception during sklearn prediction: " + why
            + "\"\n}\n");
  }
}
