package io.rhumb.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be. Carries every problem found, each as {@code path: value (expected: …)}. */
public final class InvalidConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final transient List<Problem> problems;

  /**
   * Reports problems that no line of a file can be blamed for.
   *
   * @param source the file, or what stands for it
   * @param problems at least one
   */
  public InvalidConfigException(String source, List<String> problems) {
    this(problems.stream().map(text -> new Problem(0, text)).toList(), source);
  }

  private InvalidConfigException(List<Problem> problems, String source) {
    super(
        source + ": " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.source = source;
    this.problems = List.copyOf(problems);
  }

  /**
   * Reports problems with their lines.
   *
   * @param source the file, or what stands for it
   * @param problems at least one
   * @return the exception
   */
  public static InvalidConfigException of(String source, List<Problem> problems) {
    return new InvalidConfigException(problems, source);
  }

  /** The file, or what stands for it. */
  public String source() {
    return source;
  }

  /** Every problem, in the order of the file; those that have a line begin with {@code line 12: }. */
  public List<String> problems() {
    return problems.stream().map(Problem::toString).toList();
  }

  /** Every problem, in the order of the file, as {@code file:12: path: value (expected: …)}. */
  public List<String> located() {
    return problems.stream().map(problem -> problem.at(source)).toList();
  }
}
