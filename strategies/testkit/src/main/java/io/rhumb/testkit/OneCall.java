package io.rhumb.testkit;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.List;
import java.util.Optional;

/** The request and the view of one call of {@code plan}. After {@link #end} whoever looks at them is caught. */
final class OneCall {

  private final LateLooks late;

  private volatile boolean ended;

  OneCall(LateLooks late) {
    this.late = late;
  }

  void end() {
    ended = true;
  }

  private void look(String what) {
    if (ended) {
      late.note(what);
      throw new IllegalStateException(what + ": read after plan had returned");
    }
  }

  RouteRequest request(RouteRequest request) {
    return new Request(request);
  }

  TargetsView view(FakeTargets targets) {
    return new View(targets.list().stream().map(Target::new).toList());
  }

  private final class Request implements RouteRequest {

    private final RouteRequest request;

    Request(RouteRequest request) {
      this.request = request;
    }

    @Override
    public String model() {
      look("request.model()");
      return request.model();
    }

    @Override
    public String method() {
      look("request.method()");
      return request.method();
    }

    @Override
    public Optional<String> header(String name) {
      look("request.header(" + name + ")");
      return request.header(name);
    }

    @Override
    public long timeLeftNanos() {
      look("request.timeLeftNanos()");
      return request.timeLeftNanos();
    }
  }

  private final class View implements TargetsView {

    private final List<Target> targets;

    View(List<Target> targets) {
      this.targets = targets;
    }

    @Override
    public int size() {
      look("targets.size()");
      return targets.size();
    }

    @Override
    public TargetView get(int index) {
      look("targets.get(" + index + ")");
      return targets.get(index);
    }

    @Override
    public String toString() {
      return targets.stream().map(target -> target.target.id()).toList().toString();
    }
  }

  private final class Target implements TargetView {

    private final TargetView target;

    Target(TargetView target) {
      this.target = target;
    }

    @Override
    public String id() {
      look("target.id()");
      return target.id();
    }

    @Override
    public String region() {
      look("target.region()");
      return target.region();
    }

    @Override
    public boolean local() {
      look("target.local()");
      return target.local();
    }

    @Override
    public Availability availability() {
      look("target.availability()");
      return target.availability();
    }

    @Override
    public int inFlight() {
      look("target.inFlight()");
      return target.inFlight();
    }

    @Override
    public int limit() {
      look("target.limit()");
      return target.limit();
    }

    @Override
    public long meanLatencyNanos() {
      look("target.meanLatencyNanos()");
      return target.meanLatencyNanos();
    }

    @Override
    public long latencyQuantileNanos(double q) {
      look("target.latencyQuantileNanos(" + q + ")");
      return target.latencyQuantileNanos(q);
    }

    @Override
    public long latencySamples() {
      look("target.latencySamples()");
      return target.latencySamples();
    }

    @Override
    public double errorRate() {
      look("target.errorRate()");
      return target.errorRate();
    }
  }
}
