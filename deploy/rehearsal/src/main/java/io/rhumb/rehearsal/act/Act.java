package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;

/**
 * Something befalls a region while clients ask. An act is played once: {@link #prepare}, a while, {@link #strike}, a while, {@link
 * #heal}, a while, {@link #judge}. For one thread; may block.
 */
public interface Act {

  /** As it is written after {@code --acts}, and the name of its model. */
  String name();

  /** What befalls, in a sentence. */
  String title();

  /** How the gateways route its model: a strategy as in the configuration. */
  default String strategy() {
    return "local-first";
  }

  /** Of each request, for its model. */
  default int attempts() {
    return 3;
  }

  /** Whose clients are looked at. */
  default Region focus() {
    return Region.CENTRAL;
  }

  /** Comes before the clients. */
  default void prepare(Scene scene) {}

  /** It befalls. */
  void strike(Scene scene);

  /** It is over. Returns when all is as before, as far as an operator can see. */
  void heal(Scene scene);

  /** What must have come of it. */
  List<Criterion> judge(Course course);
}
