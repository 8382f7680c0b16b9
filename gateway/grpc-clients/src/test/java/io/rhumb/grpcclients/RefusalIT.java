package io.rhumb.grpcclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictResponse;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway itself refuses, as grpc-java's own client sees it. */
@TestInstance(Lifecycle.PER_CLASS)
final class RefusalIT {

  private static final String KEY = "a-key-of-the-test";
  private static final String SERVICE = "google.cloud.aiplatform.v1.PredictionService/";

  private Deployment deployment;
  private ManagedChannel channel;

  @BeforeAll
  void start(@TempDir Path folder) {
    String access = "{keys: [{id: shop, sha256: %s, models: [linear]}]}".formatted(sha256(KEY));
    deployment = Deployment.start(folder, access, "linear", "secret");
    channel =
        ManagedChannelBuilder.forTarget(deployment.target()).usePlaintext().build();
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    deployment.close();
  }

  @Test
  void caller_withItsKey() {
    assertThat(call(KEY, "Predict", "linear", CallOptions.DEFAULT)).isNull();
  }

  @Test
  void caller_unknown() {
    assertRefused(
        call("no-key", "Predict", "linear", CallOptions.DEFAULT),
        Code.UNAUTHENTICATED,
        "credential: none that is accepted");
  }

  @Test
  void model_notForTheCaller() {
    assertRefused(
        call(KEY, "Predict", "secret", CallOptions.DEFAULT),
        Code.PERMISSION_DENIED,
        "model: not for this caller (expected: one of linear)");
  }

  @Test
  void model_notSaid() {
    assertRefused(
        call(KEY, "Predict", "", CallOptions.DEFAULT), Code.INVALID_ARGUMENT, "endpoint: missing");
  }

  @Test
  void method_unknown() {
    assertRefused(
        call(KEY, "StreamDirectPredict", "linear", CallOptions.DEFAULT),
        Code.UNIMPLEMENTED,
        "method: not known here (expected: one of /google.cloud.aiplatform.v1.");
  }

  @Test
  void message_compressed() {
    assertRefused(
        call(KEY, "Predict", "linear", CallOptions.DEFAULT.withCompression("gzip")),
        Code.UNIMPLEMENTED,
        "grpc-encoding: gzip (expected: none, since the message is looked into)");
  }

  private static void assertRefused(Status status, Code code, String message) {
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).startsWith(message);
  }

  /** Null if it was answered. */
  private Status call(String key, String method, String model, CallOptions options) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-goog-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    try {
      ClientCalls.blockingUnaryCall(
          ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
          method(method),
          options,
          PredictRequest.newBuilder().setEndpoint(model).build());
      return null;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus();
    }
  }

  private static MethodDescriptor<PredictRequest, PredictResponse> method(String name) {
    return MethodDescriptor.<PredictRequest, PredictResponse>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(SERVICE + name)
        .setRequestMarshaller(ProtoUtils.marshaller(PredictRequest.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(PredictResponse.getDefaultInstance()))
        .build();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
