package io.rhumb.grpcclients;

import com.google.api.HttpBody;
import com.google.cloud.aiplatform.v1.Candidate;
import com.google.cloud.aiplatform.v1.Content;
import com.google.cloud.aiplatform.v1.GenerateContentRequest;
import com.google.cloud.aiplatform.v1.GenerateContentResponse;
import com.google.cloud.aiplatform.v1.Part;
import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictResponse;
import com.google.cloud.aiplatform.v1.RawPredictRequest;
import com.google.cloud.aiplatform.v1.StreamRawPredictRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The prediction service of one region, by grpc-java with TLS. Strict: a call for another region's name, resource or token is refused. What it
 * is to do is said for each model on its own.
 */
final class Region implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-test";
  static final String PROJECT = "demo-project";

  private static final String SERVICE = "google.cloud.aiplatform.v1.PredictionService";
  private static final Context.Key<Metadata> HEADERS = Context.key("headers");
  private static final Context.Key<String> AUTHORITY = Context.key("authority");

  private final String name;
  private final Certificate certificate;
  private final Map<String, Consumer<Exchange>> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<Exchange>> seen = new ConcurrentHashMap<>();
  private final Server server;
  private volatile String token = TOKEN;

  private Region(String name, Path folder) {
    this.name = name;
    this.certificate = Certificate.of(serverName(), folder);
    try {
      this.server = NettyServerBuilder.forAddress(
              new InetSocketAddress("127.0.0.1", 0),
              TlsServerCredentials.create(
                  certificate.chain().toFile(), certificate.key().toFile()))
          .intercept(new Heads())
          .addService(service())
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Region start(String name, Path folder) {
    return new Region(name, folder);
  }

  String name() {
    return name;
  }

  String serverName() {
    return name + "-aiplatform.googleapis.com";
  }

  int port() {
    return server.getPort();
  }

  Path trust() {
    return certificate.chain();
  }

  /** The id of a model's endpoint here. */
  String endpoint(String model) {
    return model + "-" + name;
  }

  /** What it does when a model is asked. */
  void script(String model, Consumer<Exchange> script) {
    scripts.put(model, script);
  }

  /** Takes another token from now on, and no longer the one before. */
  void token(String other) {
    token = other;
  }

  /** The calls of a model that reached it. */
  List<Exchange> seen(String model) {
    return seen.computeIfAbsent(model, first -> new CopyOnWriteArrayList<>());
  }

  /** Breaks every connection, and takes no other. */
  @Override
  public void close() {
    server.shutdownNow();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            method("Predict", MethodType.UNARY, PredictRequest.getDefaultInstance()),
            ServerCalls.asyncUnaryCall((request, client) -> serve(
                "Predict",
                "endpoint",
                request,
                ((PredictRequest) request).getEndpoint(),
                client,
                PredictResponse.newBuilder().setDeployedModelId(name).build())))
        .addMethod(
            method("RawPredict", MethodType.UNARY, RawPredictRequest.getDefaultInstance()),
            ServerCalls.asyncUnaryCall((request, client) -> serve(
                "RawPredict",
                "endpoint",
                request,
                ((RawPredictRequest) request).getEndpoint(),
                client,
                body(name + ": "
                    + ((RawPredictRequest) request).getHttpBody().getData().toStringUtf8()))))
        .addMethod(
            method(
                "StreamRawPredict",
                MethodType.SERVER_STREAMING,
                StreamRawPredictRequest.getDefaultInstance()),
            ServerCalls.asyncServerStreamingCall((request, client) -> serve(
                "StreamRawPredict",
                "endpoint",
                request,
                ((StreamRawPredictRequest) request).getEndpoint(),
                client,
                body(name + " one"),
                body(name + " two"),
                body(name + " three"))))
        .addMethod(
            method(
                "GenerateContent", MethodType.UNARY, GenerateContentRequest.getDefaultInstance()),
            ServerCalls.asyncUnaryCall((request, client) -> serve(
                "GenerateContent",
                "model",
                request,
                ((GenerateContentRequest) request).getModel(),
                client,
                text(name))))
        .addMethod(
            method(
                "StreamGenerateContent",
                MethodType.SERVER_STREAMING,
                GenerateContentRequest.getDefaultInstance()),
            ServerCalls.asyncServerStreamingCall((request, client) -> serve(
                "StreamGenerateContent",
                "model",
                request,
                ((GenerateContentRequest) request).getModel(),
                client,
                text(name + " one"),
                text(name + " two"),
                text(name + " three"))))
        .build();
  }

  private static MethodDescriptor<Message, Message> method(
      String method, MethodType type, Message request) {
    return MethodDescriptor.<Message, Message>newBuilder()
        .setType(type)
        .setFullMethodName(SERVICE + "/" + method)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        // Only ever written.
        .setResponseMarshaller(ProtoUtils.marshaller((Message) HttpBody.getDefaultInstance()))
        .build();
  }

  private void serve(
      String method,
      String field,
      Message request,
      String resource,
      StreamObserver<Message> client,
      Message... answers) {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    ServerCallStreamObserver<Message> caller = (ServerCallStreamObserver<Message>) client;
    Deadline deadline = Context.current().getDeadline();
    caller.setOnCancelHandler(() -> cancelled.complete(deadline == null || !deadline.isExpired()));
    Exchange exchange =
        new Exchange(method, HEADERS.get(), deadline, request, List.of(answers), caller, cancelled);
    Status refusal = refusal(exchange, field, resource);
    if (refusal != null) {
      exchange.fail(refusal);
      return;
    }
    String model = model(resource);
    seen(model).add(exchange);
    scripts.getOrDefault(model, Exchange::answer).accept(exchange);
  }

  private Status refusal(Exchange exchange, String field, String resource) {
    if (!("Bearer " + token).equals(exchange.header("authorization"))) {
      return Status.UNAUTHENTICATED.withDescription(
          "authorization: " + exchange.header("authorization"));
    }
    if (!AUTHORITY.get().startsWith(serverName())) {
      return Status.NOT_FOUND.withDescription("authority: " + AUTHORITY.get());
    }
    if (!resource.startsWith("projects/" + PROJECT + "/locations/" + name + "/")) {
      return Status.NOT_FOUND.withDescription(field + ": " + resource);
    }
    String routing = field + "=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    return routing.equals(exchange.header("x-goog-request-params"))
        ? null
        : Status.INVALID_ARGUMENT.withDescription(
            "x-goog-request-params: " + exchange.header("x-goog-request-params"));
  }

  private String model(String resource) {
    String last = resource.substring(resource.lastIndexOf('/') + 1);
    return last.endsWith("-" + name) ? last.substring(0, last.length() - name.length() - 1) : last;
  }

  private static HttpBody body(String text) {
    return HttpBody.newBuilder().setData(ByteString.copyFromUtf8(text)).build();
  }

  private static GenerateContentResponse text(String text) {
    return GenerateContentResponse.newBuilder()
        .addCandidates(Candidate.newBuilder()
            .setContent(Content.newBuilder().addParts(Part.newBuilder().setText(text))))
        .build();
  }

  /** Makes the head of a call known to whoever serves it. */
  private static final class Heads implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      Context context = Context.current()
          .withValue(HEADERS, headers)
          .withValue(AUTHORITY, String.valueOf(call.getAuthority()));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
