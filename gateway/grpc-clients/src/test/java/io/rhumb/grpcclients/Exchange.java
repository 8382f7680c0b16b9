package io.rhumb.grpcclients;

import com.google.protobuf.Message;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A call that reached a region.
 *
 * @param method its full name
 * @param headers as they came
 * @param deadline by when it is to be over; null: whenever
 * @param request its message
 * @param answers what the region says to it when all is well
 * @param client who hears them
 * @param cancelled completes when it is cancelled: whether that was before its deadline, which would have done it too
 */
record Exchange(
    String method,
    Metadata headers,
    Deadline deadline,
    Message request,
    List<Message> answers,
    ServerCallStreamObserver<Message> client,
    CompletableFuture<Boolean> cancelled) {

  /** Sends answers, from one up to but without another. */
  void send(int from, int to) {
    answers.subList(from, to).forEach(client::onNext);
  }

  /** Answers as if all were well. */
  void answer() {
    send(0, answers.size());
    client.onCompleted();
  }

  void fail(Status status) {
    client.onError(status.asRuntimeException());
  }

  String header(String name) {
    return headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }
}
