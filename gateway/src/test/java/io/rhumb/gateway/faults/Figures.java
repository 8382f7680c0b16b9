package io.rhumb.gateway.faults;

/** What the metrics say, at one moment, of a row's model. */
record Figures(MetricsPage page, String model) {

  static Figures of(Scene scene) {
    return new Figures(
        MetricsPage.of(scene.gateway().managementPort()),
        "model=\"" + scene.site().model() + "\"");
  }

  /** Attempts at a region that have come to that. */
  long attempts(String region, String outcome) {
    return (long) page.sum(
        "rhumb_attempts_total", model, "target=\"" + region + "\"", "outcome=\"" + outcome + "\"");
  }

  long requests() {
    return (long) page.sum("rhumb_requests_total", model);
  }

  /** How long all requests took together. */
  double seconds() {
    return page.sum("rhumb_request_duration_seconds_sum", model);
  }
}
