package io.rhumb.gateway.packaged;

import java.net.http.HttpResponse;

/**
 * What became of one request.
 *
 * @param number counted from 0
 * @param nanos from when it was due until the end of its answer
 * @param target which target answered
 * @param error what a client would call one; empty: none
 */
record Sample(int number, long nanos, String target, String error) {

  private static final String PREDICTIONS = "\"predictions\":[1.0,2.0,3.0]";

  static Sample of(int number, long nanos, HttpResponse<String> answer, Throwable failure) {
    if (failure != null) {
      return new Sample(number, nanos, "(none)", number + ": " + failure);
    }
    boolean good = answer.statusCode() == 200 && answer.body().contains(PREDICTIONS);
    return new Sample(
        number,
        nanos,
        Http.target(answer),
        good ? "" : number + ": " + answer.statusCode() + " " + answer.body());
  }
}
