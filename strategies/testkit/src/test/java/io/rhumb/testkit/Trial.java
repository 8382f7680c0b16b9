package io.rhumb.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as a build would, and tells what came of them. */
final class Trial implements TestExecutionListener {

  private static final Pattern POINT = Pattern.compile("\\[(?:test-factory|method):(\\w+)\\(");

  private final Map<String, String> failures = new TreeMap<>();
  private final Set<String> passed = new TreeSet<>();

  private Trial() {}

  static Trial of(Class<? extends RoutingStrategyProvider> provider) {
    return run(LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(AnyContract.class))
        .configurationParameter(AnyContract.PROVIDER, provider.getName())
        .build());
  }

  static Trial ofTests(Class<?>... tests) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> test : tests) {
      request.selectors(selectClass(test));
    }
    return run(request.build());
  }

  private static Trial run(LauncherDiscoveryRequest request) {
    Trial trial = new Trial();
    LauncherFactory.create().execute(request, trial);
    return trial;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case FAILED ->
        failures.putIfAbsent(
            point(test), result.getThrowable().map(Throwable::getMessage).orElse(""));
      case SUCCESSFUL -> {
        if (test.isTest()) {
          passed.add(point(test));
        }
      }
      default -> {}
    }
  }

  private static String point(TestIdentifier test) {
    Matcher matcher = POINT.matcher(test.getUniqueId());
    return matcher.find() ? matcher.group(1) : test.getUniqueId();
  }

  /** The points that failed, with the first message of each. */
  Map<String, String> failures() {
    return failures;
  }

  /** The points of which a test passed. */
  Set<String> passed() {
    return passed;
  }
}
