import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Arrays;

/** The least that a server on Vert.x can do: one verticle's worth of HTTP, the same answer to everything. Takes the gateway's arguments, and heeds {@code --port}. */
final class Hello {

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[Arrays.asList(arguments).indexOf("--port") + 1]);
    Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> request.response().end("{\"predictions\":[1.0]}")))
        .listen(port)
        .onFailure(failure -> {
          failure.printStackTrace();
          System.exit(1);
        });
  }
}
