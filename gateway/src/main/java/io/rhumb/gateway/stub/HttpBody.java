package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Set;

/**
 * The JSON in which Google's generated clients send the bytes of a raw request, which its front end then takes out.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/api/httpbody.proto">google/api/httpbody.proto</a>
 */
final class HttpBody {

  private static final Set<String> FIELDS = Set.of("httpBody");

  private HttpBody() {}

  /** The call with what is meant for the model's server. */
  static Invocation unwrapped(Invocation call) throws RefusedException {
    return call.query().transcoded()
        ? new Invocation(call.route(), call.query(), content(call.body()))
        : call;
  }

  private static byte[] content(byte[] body) throws RefusedException {
    JsonObject request = JsonBody.read(body);
    if (!request.containsKey("httpBody")) {
      return body;
    }
    Object inner = JsonBody.read(body, FIELDS).getValue("httpBody");
    if (!(inner instanceof JsonObject object)) {
      throw JsonBody.invalidValue("http_body", inner);
    }
    try {
      return Base64.getDecoder().decode(JsonBody.text(object, "data"));
    } catch (IllegalArgumentException e) {
      throw JsonBody.invalidValue("http_body.data", "Base64 decoding failed");
    }
  }
}
