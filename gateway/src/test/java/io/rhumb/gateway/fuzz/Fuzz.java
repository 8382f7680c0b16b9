package io.rhumb.gateway.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Feeds a reader what nobody would write: the seeds as they are, then mutations of them, always the same for the same seed of chance.
 *
 * <p>By itself a run takes a few thousand inputs. With the system property {@code rhumb.fuzz.time}, such as {@code PT10M}, it takes as
 * many as fit, with other chances each time. An input that fails is printed, to be added to the seeds with the mending.
 */
public final class Fuzz {

  /** What is fed. It throws what it may not throw, or an assertion's error. */
  @FunctionalInterface
  public interface Reader {

    /** Reads one input. */
    void read(String input) throws Exception;
  }

  private static final int INPUTS = 5_000;
  private static final int MOST_MUTATIONS = 6;
  private static final int LONGEST = 4_096;
  private static final String ODD =
      "\0\u0001\t\r\n \"'\\/%:;,.{}[]&*#?!|>-+=_~09azAZ\u007f\u0080\u00ff\u0130\u212a\ud800\udc00\uffff";

  private final List<String> seeds;
  private final List<String> words;

  private Fuzz(List<String> seeds, List<String> words) {
    this.seeds = seeds;
    this.words = words;
  }

  /**
   * A fuzzer.
   *
   * @param seeds inputs that are taken as they are and mutated; those that have failed once are among them
   * @param words what the reader's language has, to be thrown in
   */
  public static Fuzz of(List<String> seeds, String... words) {
    return new Fuzz(List.copyOf(seeds), List.of(words));
  }

  /** Feeds the reader; fails with the input at which it failed. */
  public void run(Reader reader) {
    seeds.forEach(seed -> feed(reader, seed));
    String time = System.getProperty("rhumb.fuzz.time");
    long chance = time == null ? 1 : System.nanoTime();
    Random random = new Random(chance);
    long end = time == null ? 0 : System.nanoTime() + Duration.parse(time).toNanos();
    for (int i = 0; i < INPUTS || (time != null && System.nanoTime() < end); i++) {
      feed(reader, mutate(random));
    }
  }

  private static void feed(Reader reader, String input) {
    try {
      reader.read(input);
    } catch (Exception | AssertionError | StackOverflowError failure) {
      throw new AssertionError("input, to be made a seed: " + printed(input), failure);
    }
  }

  private String mutate(Random random) {
    StringBuilder text = new StringBuilder(any(seeds, random));
    for (int i = random.nextInt(MOST_MUTATIONS); i >= 0; i--) {
      mutate(text, random);
    }
    text.setLength(Math.min(text.length(), LONGEST));
    return text.toString();
  }

  private void mutate(StringBuilder text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + 1 + random.nextInt(8));
    switch (random.nextInt(7)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(50)));
      case 2 -> text.insert(from, odd(random));
      case 3 -> text.replace(from, to, String.valueOf(odd(random)));
      case 4 -> text.insert(from, words.isEmpty() ? "" : any(words, random));
      case 5 -> text.insert(from, splice(random));
      default -> text.insert(from, (char) random.nextInt(0x10000));
    }
  }

  private String splice(Random random) {
    String other = any(seeds, random);
    int from = random.nextInt(other.length() + 1);
    return other.substring(from, from + random.nextInt(other.length() - from + 1));
  }

  private static char odd(Random random) {
    return ODD.charAt(random.nextInt(ODD.length()));
  }

  private static String any(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }

  /** As a literal of Java. */
  private static String printed(String input) {
    List<String> parts = new ArrayList<>();
    for (char c : input.toCharArray()) {
      boolean plain = c >= ' ' && c < 127 && c != '"' && c != '\\';
      parts.add(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return '"' + String.join("", parts) + '"' + " (" + input.getBytes(StandardCharsets.UTF_8).length
        + " bytes)";
  }
}
