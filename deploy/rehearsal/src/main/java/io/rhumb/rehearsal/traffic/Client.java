package io.rhumb.rehearsal.traffic;

import java.util.concurrent.CompletionStage;

/** Asks for predictions. Thread-safe. */
interface Client extends AutoCloseable {

  /** What the report calls it. */
  String name();

  /**
   * Asks once.
   *
   * @param model whose predictions
   * @return what came of it, a client's error too; never fails
   */
  CompletionStage<Answer> ask(String model);

  @Override
  default void close() {}
}
