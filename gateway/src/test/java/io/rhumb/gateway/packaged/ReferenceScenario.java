package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;

/** What may happen to whoever runs the reference service and swaps the image. */
enum ReferenceScenario {
  /** Nothing but the image changes: it works, fails over, and warns of what was so before. */
  NOTHING_CHANGED {
    @Override
    void run(ReferenceWorld world) {
      try (GatewayProcess gateway = GatewayProcess.await(world.gateway().start())) {
        assertAnsweredBy(ReferenceWorld.PRIMARY, gateway);
        world.killPrimary();
        assertAnsweredBy(ReferenceWorld.BACKUP, gateway);
        gateway.process().terminate();
        Ended ended = gateway.process().awaitEnd();
        assertThat(ended.err())
            .filteredOn(line -> line.contains("WARNING") && line.contains("trust is insecure"))
            .hasSize(2)
            .anyMatch(line -> line.contains("models.default.targets." + ReferenceWorld.PRIMARY))
            .anyMatch(line -> line.contains("models.default.targets." + ReferenceWorld.BACKUP));
        assertThat(ended.exitCode()).isZero();
      }
    }
  },

  /** {@code RHUMB_TRUST} is the right file: the certificates are verified, and nothing is left to warn of. */
  CERTIFICATE_GIVEN {
    @Override
    void run(ReferenceWorld world) {
      Rhumb started = world.gateway().with("RHUMB_TRUST", world.pem().toString());
      try (GatewayProcess gateway = GatewayProcess.await(started.start())) {
        assertAnsweredBy(ReferenceWorld.PRIMARY, gateway);
        assertThat(gateway.process().err()).noneMatch(line -> line.contains("insecure"));
      }
    }
  },

  /** {@code RHUMB_TRUST} is another file: then it is verified indeed, and nobody is believed. */
  CERTIFICATE_OF_A_STRANGER {
    @Override
    void run(ReferenceWorld world) throws IOException {
      Rhumb started = world.gateway().with("RHUMB_TRUST", world.strangersPem().toString());
      try (GatewayProcess gateway = GatewayProcess.await(started.start())) {
        HttpResponse<String> answer = Http.predict(gateway.port());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      }
    }
  };

  abstract void run(ReferenceWorld world) throws IOException;

  /** Runs one in a world of its own. */
  void run() throws IOException {
    try (ReferenceWorld world = ReferenceWorld.start()) {
      run(world);
    }
  }

  /** Runs the one that is named, as a process. */
  public static void main(String[] names) throws IOException {
    valueOf(names[0]).run();
  }

  private static void assertAnsweredBy(String region, GatewayProcess gateway) {
    HttpResponse<String> answer = Http.predictUntil(region, gateway.port());
    assertThat(answer.statusCode())
        .as("%s %s", answer.headers().map(), answer.body())
        .isEqualTo(200);
    assertThat(answer.body()).contains("\"predictions\":[1.0,2.0,3.0]");
    assertThat(Http.target(answer)).isEqualTo(region);
  }
}
