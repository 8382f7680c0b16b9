package io.rhumb.gateway.faults;

import io.rhumb.gateway.stub.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The faults that a gateway must survive, in their order. */
final class FaultTable {

  private static final String TOO_LONG =
      "{\"error\":{\"code\":400,\"message\":\"the context is too long\",\"status\":\"INVALID_ARGUMENT\"}}";

  private static final String REFUSAL = "{\"predictions\":[\"I cannot help with that.\"]}";

  private FaultTable() {}

  static List<FaultRow> rows() {
    return Stream.of(ofOneTarget(), Unreachable.all(), ofManyTargets(), aroundTheGateway())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FaultRow> ofOneTarget() {
    return List.of(
        new QuotaWithHint(),
        new QuotaWithoutHint(),
        new OneError(),
        LastingFault.noticed("4", "503, persistent", Fault.status(503), "unavailable"),
        LastingFault.repeated(
            "5", "connection reset before the response head", Fault.reset(), "connection-lost"),
        LastingFault.silent("6", "accepts, then silence", Fault.blackhole()),
        new SlowFirstByte(),
        new HalfWay(
            LastingFault.noticed(
                "8", "body or stream cut half-way", Fault.truncate(), "connection-lost"),
            "stream-cut"),
        new HalfWay(
            LastingFault.silent("9", "body or stream stalls half-way", Fault.stall()),
            "stream-stalled"),
        new MalformedBody(),
        new EndMarker(),
        new AsItIs("12", "400 (context too long)", 400, TOO_LONG, "rejected"),
        new AsItIs("13", "200 with a refusal in the body", 200, REFUSAL, "success"),
        new NextRefuses(),
        new Flap(),
        new Accounting());
  }

  private static List<FaultRow> ofManyTargets() {
    return List.of(
        new AllDown(),
        new AllThrottled(),
        new TenthFails(),
        new TenTimesSlower(),
        new ClientGone());
  }

  private static List<FaultRow> aroundTheGateway() {
    List<FaultRow> rows = new ArrayList<>(MetadataOutage.all());
    rows.addAll(
        List.of(new RevokedToken(), new BrokenConfig(), new Terminated(), new HostileClients()));
    return rows;
  }
}
