package io.rhumb.testkit;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A field of a strategy that goes up by one with each plan. Found by looking, so that no strategy has to say which it is. */
final class PlanCounter {

  private static final int ROUNDS = 2;

  private final String name;
  private final LongSupplier read;
  private final LongConsumer write;
  private long before;
  private boolean counts = true;

  private PlanCounter(String name, LongSupplier read, LongConsumer write) {
    this.name = name;
    this.read = read;
    this.write = write;
    this.before = read.getAsLong();
  }

  /**
   * The fields that count plans.
   *
   * @param many how many plans {@code plans} makes
   */
  static List<PlanCounter> of(Object strategy, int many, Runnable plans) {
    List<PlanCounter> numbers = new ArrayList<>();
    new ObjectWalk((owner, field) -> add(owner, field, numbers)).visit(strategy);
    for (int round = 0; round < ROUNDS; round++) {
      plans.run();
      numbers.forEach(number -> number.observe(many));
    }
    return numbers.stream().filter(number -> number.counts).toList();
  }

  private void observe(int plans) {
    long now = read.getAsLong();
    counts &= now - before == plans;
    before = now;
  }

  void set(long value) {
    write.accept(value);
  }

  @Override
  public String toString() {
    return name;
  }

  private static void add(Object owner, Field field, List<PlanCounter> numbers) {
    String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
    Object value = ObjectWalk.read(owner, field);
    if (value instanceof AtomicInteger counter) {
      numbers.add(new PlanCounter(name, counter::get, number -> counter.set((int) number)));
    } else if (value instanceof AtomicLong counter) {
      numbers.add(new PlanCounter(name, counter::get, counter::set));
    } else if (field.getType() == int.class) {
      numbers.add(new PlanCounter(
          name,
          () -> ((Number) ObjectWalk.require(owner, field)).longValue(),
          number -> ObjectWalk.write(owner, field, (int) number)));
    } else if (field.getType() == long.class) {
      numbers.add(new PlanCounter(
          name,
          () -> ((Number) ObjectWalk.require(owner, field)).longValue(),
          number -> ObjectWalk.write(owner, field, number)));
    }
  }
}
