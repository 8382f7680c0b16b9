import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;

/**
 * The least that a Vert.x forwarder over verified TLS can do for one request: read the body, copy content-type and length, set Host
 * and credential, send, read the answer, write it, with the transport and the allocator of the gateway. What the gateway costs beyond this is routing,
 * statistics, headers, deadlines.
 *
 * <p>Run as a source file: {@code java -cp rhumb.jar BareForwarder.java PORT UPSTREAM_PORT SERVER_NAME PATH TOKEN CA_FILE LOOPS}.
 */
public final class BareForwarder extends VerticleBase {

  private final String[] args;
  private HttpClient client;
  private RequestOptions target;

  private BareForwarder(String[] args) {
    this.args = args;
  }

  public static void main(String[] args) {
    System.setProperty("vertx.disableWebsockets", "true");
    int loops = Integer.parseInt(args[6]);
    System.setProperty("io.netty.allocator.type", "pooled");
    Vertx vertx = Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(loops))
        .withTransport("io_uring".equals(System.getenv("RHUMB_TRANSPORT")) ? Transport.IO_URING : Transport.EPOLL)
        .build();
    vertx.deployVerticle(() -> new BareForwarder(args), new DeploymentOptions().setInstances(loops))
        .onFailure(failure -> {
          System.err.println(failure);
          System.exit(2);
        });
  }

  @Override
  public Future<?> start() {
    client = vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setMaxChunkSize(65536)
            .setTrustOptions(new PemTrustOptions().addCertPath(args[5])),
        new PoolOptions().setHttp1MaxSize(256));
    int port = Integer.parseInt(args[1]);
    target = new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
        .setHost(args[2])
        .setPort(port)
        .setMethod(HttpMethod.POST)
        .setURI(args[3]);
    return vertx.createHttpServer(new HttpServerOptions().setMaxChunkSize(65536))
        .requestHandler(this::forward)
        .listen(Integer.parseInt(args[0]), "127.0.0.1");
  }

  private void forward(HttpServerRequest request) {
    request.body()
        .compose(body -> client.request(target).compose(upstream -> {
          upstream.putHeader("authorization", "Bearer " + args[4]);
          upstream.putHeader("content-type", request.getHeader("content-type"));
          return upstream.send(body);
        }))
        .compose(answer -> answer.body().compose(body -> {
          request.response().setStatusCode(answer.statusCode());
          request.response().putHeader("content-type", answer.getHeader("content-type"));
          return request.response().end(body);
        }))
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }
}
