package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of the table, where it must and where it must not be chosen. */
final class SymptomsTest {

  private static final Optional<String> LOCAL = Optional.of("us-central1");
  private static final Map<String, String> FACTS = Map.of(
      "name", "a.example",
      "where", "10.0.0.1:443",
      "names", "b.example",
      "trust", "pem ca.pem",
      "date", "2027-01-01",
      "source", "metadata server metadata.google.internal",
      "status", "403");

  /** Those whose placeholders are not ours but gcloud's or the configuration's own. */
  private static final Set<String> MEANT = Set.of("method");

  @ParameterizedTest
  @EnumSource
  void everySign_isExplained_forEveryKindOfTarget(Sign sign) {
    for (TargetConfig target : List.of(
        Subjects.psc("us-east4", "10.0.0.1"),
        Subjects.shared("us-east4"),
        Subjects.dedicated("us-east4"),
        Subjects.publisher("us-east4"),
        Subjects.url("us-east4", Subjects.NONE))) {
      Advice advice = advice(target, sign);
      assertThat(advice.looksLike()).as("%s of %s", sign, target).isNotBlank();
      assertThat(advice.whatToDo()).as("%s of %s", sign, target).isNotBlank();
      if (!(target.resource() instanceof Resource.UrlPath)) {
        assertThat(unfilled(advice)).as("%s of %s", sign, target).isEmpty();
      }
    }
  }

  @Test
  void silence_ofEveryPrivateAddress_isNoVpcEgress() {
    assertThat(looksLike(LOCAL, down("us-central1", "10.0.0.1"), down("us-east4", "10.0.0.2")))
        .contains("has no VPC egress");
    assertThat(looksLike(Optional.empty(), down("us-central1", "10.0.0.1")))
        .contains("has no VPC egress");
  }

  @Test
  void silence_ofPublicTargetsBeside_doesNotChangeThat() {
    TargetReport open = report(Subjects.shared("us-east4"), "142.250.0.1", true);
    assertThat(looksLike(LOCAL, down("us-central1", "10.0.0.1"), open))
        .contains("has no VPC egress");
  }

  @Test
  void silence_elsewhereOnly_isNoGlobalAccess() {
    assertThat(looksLike(LOCAL, down("us-east4", "10.0.0.2"), up("us-central1", "10.0.0.1")))
        .contains("the forwarding rule in us-east4 has no global access");
    assertThat(looksLike(
            Optional.empty(), down("us-east4", "10.0.0.2"), up("us-central1", "10.0.0.1")))
        .contains("no global access");
  }

  @Test
  void silence_ofTheLocalOneOnly_isAnEndpointThatIsGone() {
    assertThat(looksLike(LOCAL, down("us-central1", "10.0.0.1"), up("us-east4", "10.0.0.2")))
        .contains("can lose its service attachment");
  }

  @Test
  void silence_whereNoneIsLocal_mayBeEither() {
    assertThat(looksLike(LOCAL, down("us-east4", "10.0.0.1"), down("europe-west4", "10.0.0.2")))
        .contains("no VPC egress, or forwarding rules without global access");
  }

  @Test
  void silence_of192168001_isWhatCloudRunCannotReach() {
    assertThat(looksLike(LOCAL, down("us-central1", "192.168.1.7"))).contains("192.168.1.0/24");
    assertThat(looksLike(LOCAL, down("us-central1", "192.168.2.7"))).contains("has no VPC egress");
  }

  @Test
  void silence_ofAPublicAddress_isAFirewall() {
    assertThat(looksLike(LOCAL, report(Subjects.shared("us-central1"), "142.250.0.1", false)))
        .contains("public address");
  }

  @Test
  void unknownName_dependsOnTheName() {
    TargetConfig psc = Subjects.endpoint(
        "us-east4", "x.prediction.p.vertexai.goog", "x.prediction.p.vertexai.goog");
    assertThat(advice(psc, Sign.NAME_UNKNOWN, Map.of("name", psc.connectHost())).whatToDo())
        .contains("or add x.prediction.p.vertexai.goog to your zone");
    assertThat(advice(Subjects.shared("us-eats4"), Sign.NAME_UNKNOWN).looksLike())
        .contains("There is no region us-eats4");
    assertThat(advice(Subjects.dedicated("us-east4"), Sign.NAME_UNKNOWN).whatToDo())
        .contains("gcloud ai endpoints describe 1111 --region=us-east4 --project=my-project");
    assertThat(advice(Subjects.url("x", Subjects.NONE), Sign.NAME_UNKNOWN).whatToDo())
        .contains("getent hosts a.example");
  }

  @Test
  void unknownNames_allOfThem_areNoDns() {
    TargetReport one = unknown(Subjects.shared("us-central1"));
    TargetReport other = unknown(Subjects.dedicated("us-east4"));
    TargetReport address = up("us-east4", "10.0.0.2");
    assertThat(looksLike(LOCAL, one, other, address)).startsWith("Not one name is known");
    assertThat(looksLike(LOCAL, one, address)).contains("There is no region us-central1");
    TargetConfig known = Subjects.shared("us-east4");
    TargetReport found = new TargetReport(
        new Subject(Subjects.model(known), known),
        address("142.250.0.1"),
        List.of(Finding.ok(Step.DNS, 1, "x")));
    assertThat(looksLike(LOCAL, one, found)).contains("There is no region us-central1");
  }

  @Test
  void missingGoogleCredential_dependsOnWhereItWasLookedFor() {
    TargetConfig target = Subjects.psc("us-east4", "10.0.0.1");
    assertThat(google(target, "GOOGLE_APPLICATION_CREDENTIALS=/key.json").looksLike())
        .startsWith("GOOGLE_APPLICATION_CREDENTIALS=/key.json is set");
    assertThat(google(target, "/home/me/.config/gcloud/application_default_credentials.json")
            .whatToDo())
        .isEqualTo("`gcloud auth application-default login`");
    assertThat(google(target, "metadata server metadata.google.internal").looksLike())
        .startsWith("No metadata server metadata.google.internal: this is not on Google Cloud");
  }

  @Test
  void refusal_dependsOnWhatWasToldOfTheGateway() {
    assertThat(advice(Subjects.url("x", Subjects.NONE), Sign.UNAUTHENTICATED).looksLike())
        .contains("credential: none tells it nothing");
    assertThat(advice(Subjects.url("x", Subjects.DEFAULT), Sign.UNAUTHENTICATED).looksLike())
        .contains("The credential is refused");
  }

  @Test
  void notFound_dependsOnTheResource() {
    assertThat(advice(Subjects.shared("us-east4"), Sign.NOT_FOUND).looksLike())
        .contains("No endpoint 1111 in us-east4 of my-project");
    assertThat(advice(Subjects.publisher("us-east4"), Sign.NOT_FOUND).looksLike())
        .contains("google/gemini is not to be had in us-east4");
    assertThat(advice(Subjects.url("x", Subjects.NONE), Sign.NOT_FOUND).looksLike())
        .contains("nothing at this path");
  }

  @Test
  void whatIsWell_needsNoAdvice() {
    TargetReport well = up("us-central1", "10.0.0.1");
    assertThat(new Report("x", LOCAL, List.of(), List.of(well)).advice(well)).isEmpty();
  }

  private static Set<String> unfilled(Advice advice) {
    Matcher left = Pattern.compile("\\{([a-z-]+)}").matcher(advice.looksLike() + advice.whatToDo());
    Set<String> names = new TreeSet<>();
    while (left.find()) {
      names.add(left.group(1));
    }
    names.removeAll(MEANT);
    return names;
  }

  private static Advice google(TargetConfig target, String source) {
    return advice(target, Sign.NO_GOOGLE_CREDENTIAL, Map.of("source", source));
  }

  private static Advice advice(TargetConfig target, Sign sign) {
    return advice(target, sign, FACTS);
  }

  private static Advice advice(TargetConfig target, Sign sign, Map<String, String> facts) {
    Finding finding = Finding.failed(Step.TCP, 1, "x", sign).with(facts);
    TargetReport report = new TargetReport(
        new Subject(Subjects.model(target), target), address("10.0.0.1"), List.of(finding));
    return Symptoms.adviceOn(new Scene(report, finding, List.of(report), LOCAL)).orElseThrow();
  }

  private static String looksLike(Optional<String> local, TargetReport... all) {
    Finding finding = all[0].findings().get(0);
    return Symptoms.adviceOn(new Scene(all[0], finding, Arrays.asList(all), local))
        .orElseThrow()
        .looksLike();
  }

  private static TargetReport unknown(TargetConfig target) {
    Finding name = Finding.failed(Step.DNS, 1, "x", Sign.NAME_UNKNOWN).with(FACTS);
    return new TargetReport(new Subject(Subjects.model(target), target), null, List.of(name));
  }

  private static TargetReport up(String region, String address) {
    return report(Subjects.psc(region, address), address, true);
  }

  private static TargetReport down(String region, String address) {
    return report(Subjects.psc(region, address), address, false);
  }

  private static TargetReport report(TargetConfig target, String address, boolean connects) {
    Finding tcp =
        connects ? Finding.ok(Step.TCP, 1, "x") : Finding.failed(Step.TCP, 1, "x", Sign.SILENT);
    return new TargetReport(
        new Subject(Subjects.model(target), target), address(address), List.of(tcp));
  }

  private static InetAddress address(String text) {
    return NetUtil.createInetAddressFromIpAddressString(text);
  }
}
