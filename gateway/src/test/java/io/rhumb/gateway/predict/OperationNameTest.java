package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationNameTest {

  private static final String PLACE = "projects/p/locations/us-east4";

  @ParameterizedTest
  @CsvSource({
    "projects/p/locations/us-east4/endpoints/2,0",
    "projects/12/locations/us-east4/endpoints/2,1",
    "projects/p/locations/us-east4/endpoints/1,2",
    "projects/p/locations/us-east4/publishers/google/models/veo,2",
    "projects/q/locations/us-east4/endpoints/2,3",
    "projects/12/locations/us-east4/endpoints/1,3",
    ",3"
  })
  void distance_ofATarget(String resourceName, int distance) throws RefusedException {
    OperationName name = OperationName.of(PLACE + "/endpoints/2/operations/3");
    assertThat(name.location()).isEqualTo("us-east4");
    assertThat(name.distance(resourceName)).isEqualTo(distance);
  }

  @Test
  void nameWithoutAResource_isOfItsProject() throws RefusedException {
    OperationName name = OperationName.of(PLACE + "/operations/3");
    assertThat(name.distance(PLACE + "/endpoints/1")).isEqualTo(2);
    assertThat(name.distance("projects/q/locations/us-east4/endpoints/1")).isEqualTo(3);
  }
}
