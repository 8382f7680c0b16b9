package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.browser.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of the packaged demo, in a real browser. Pictures of it are kept in {@code target/console}. */
@Tag("alone")
class ConsoleIT {

  private static final Path PICTURES = Rhumb.ROOT.resolve("gateway/target/console");
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final double SHOWN_MILLIS = 2_000;

  private static final String LIVE = "document.getElementById('link').dataset.state === 'live'";
  private static final String TRAFFIC = "document.getElementById('traffic')";

  private static DemoProcess demo;
  private static Browser browser;

  @BeforeAll
  static void start() {
    demo = DemoProcess.start();
    Http.predictUntil("us-central1", demo.port());
    browser = Browser.open();
  }

  @AfterAll
  static void stop() {
    try (DemoProcess closing = demo) {
      if (browser != null) {
        browser.close();
      }
    }
  }

  @BeforeEach
  void open() {
    for (String region : List.of("us-central1", "us-east4", "europe-west4")) {
      Http.delete(demo.managementPort(), "/demo/regions/" + region + "/fault");
    }
    Http.delete(demo.managementPort(), "/demo/traffic");
    browser.size(1280, 900);
    browser.scheme("light");
    browser.console();
    browser.requested();
    load(demo);
  }

  @Test
  void page_loadsWithoutErrors_andAsksNobodyElse() {
    assertThat(browser.text("return document.getElementById('region').textContent"))
        .isEqualTo("us-central1");
    assertThat(browser.text("return document.getElementById('config').textContent"))
        .startsWith("config generation 1 ");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requested())
        .hasSizeGreaterThan(10)
        .allMatch(url -> url.startsWith("http://localhost:" + demo.managementPort() + "/"));
  }

  @Test
  void brokenRegion_showsWithinTwoSeconds_andSoDoesItsRecovery() {
    flow();
    browser.await(target("us-central1") + ".dataset.share > 0.9");
    double shown = browser.millisUntil(
        button("us-central1") + ".click()",
        target("us-central1") + ".dataset.availability === 'breaker-open' && " + target("us-east4")
            + ".dataset.share > 0.5");
    assertThat(shown).as("milliseconds until traffic was seen to move").isLessThan(SHOWN_MILLIS);
    browser.await(
        "document.getElementById('headline').textContent.match("
            + "/^us-central1 is refused by its breaker since \\d+ s; its traffic goes to us-east4\\.$/)");
    assertThat(browser.text("return document.getElementById('situation').dataset.severity"))
        .isEqualTo("warning");
    browser.await("document.querySelector('.decision .route').textContent.includes('us-east4')");
    browser.await("/since [3-9] s/.test(document.getElementById('headline').textContent)");
    browser.picture(PICTURES.resolve("broken-light.png"));

    // Breaker and strategy take their time to trust it again; the page shows it at once.
    browser.millisUntil(
        button("us-central1") + ".click()", target("us-central1") + ".dataset.share > 0.05");
    browser.await("document.getElementById('situation').dataset.severity === 'calm'");
  }

  @Test
  void keyboard_alone_startsTraffic_breaksARegion_andOpensADecision() {
    tabTo(TRAFFIC);
    assertThat(browser.text("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    browser.press(ENTER);
    browser.await(target("us-central1") + ".dataset.share > 0.3");
    tabTo(button("us-central1"));
    browser.press(ENTER);
    browser.await(target("us-central1") + ".dataset.availability === 'breaker-open'");
    tabTo("document.querySelector('.plot svg')");
    browser.press("\uE012");
    browser.await("document.querySelector('.reading .when').textContent === '5 s ago'");
    browser.await("document.querySelector('.decision')");
    tabTo("document.getElementById('hold')");
    browser.press(ENTER, TAB, ENTER);
    browser.await("document.querySelector('.decision details[open] .plan li')");
    assertThat(browser.text("return document.querySelector('.plan').textContent"))
        .contains("at once:", "us-central1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void phone_needsNoScrollingSideways(String scheme) {
    browser.size(360, 740);
    browser.scheme(scheme);
    flow();
    browser.await("document.querySelectorAll('.decision').length > 5");
    browser.js("document.querySelector('.decision summary').click()");
    browser.await("document.querySelector('.decision .more')");
    assertThat(browser.text("return document.documentElement.scrollWidth")).isEqualTo("360");
    assertThat(
            browser.text(
                "return [...document.querySelectorAll('main *')]"
                    + ".filter(e => e.getBoundingClientRect().right > 361 && !e.closest('.attempts')).length"))
        .isEqualTo("0");
    browser.picture(PICTURES.resolve("phone-" + scheme + ".png"));
  }

  @Test
  void scheme_isTheUsers() {
    String light = background();
    browser.scheme("dark");
    assertThat(background()).isNotEqualTo(light).isEqualTo("rgb(15, 21, 20)");
    flow();
    browser.picture(PICTURES.resolve("well-dark.png"));
    browser.scheme("light");
    browser.picture(PICTURES.resolve("well-light.png"));
  }

  @Test
  void motion_isReducedForWhomItHurts() {
    flow();
    browser.await("document.querySelector('.wire[data-flows=yes]')");
    String animation =
        "return getComputedStyle(document.querySelector('.wire[data-flows=yes] .flow')).animationName";
    assertThat(browser.text(animation)).isEqualTo("flow");
    browser.feature("prefers-reduced-motion", "reduce");
    assertThat(browser.text(animation)).isEqualTo("none");
    browser.feature("prefers-reduced-motion", "");
  }

  @Test
  void restartedServer_isFoundAgain() {
    int port = FreePort.next();
    int managementPort = FreePort.next();
    try (DemoProcess first = DemoProcess.startAt(port, managementPort)) {
      load(first);
    }
    browser.await("document.getElementById('link').dataset.state === 'lost'");
    assertThat(browser.text("return document.getElementById('link').textContent"))
        .contains("no word from the gateway");
    try (DemoProcess second = DemoProcess.startAt(port, managementPort)) {
      browser.await(LIVE);
      Http.predictUntil("us-central1", port);
      browser.await("document.querySelector('.decision')");
    }
  }

  /** Lets traffic flow until it is seen to. */
  private static void flow() {
    browser.js(TRAFFIC + ".click()");
    browser.await("document.querySelector('.wire[data-flows=yes]')");
  }

  private static void load(DemoProcess served) {
    browser.go("http://localhost:" + served.managementPort() + "/");
    browser.await(LIVE + " && document.querySelector('.target')");
  }

  private static void tabTo(String element) {
    for (int i = 0;
        i < 60 && !Boolean.TRUE.equals(browser.js("return document.activeElement === " + element));
        i++) {
      browser.press(TAB);
    }
    assertThat(browser.js("return document.activeElement === " + element))
        .as(element)
        .isEqualTo(true);
  }

  private static String background() {
    return browser.text("return getComputedStyle(document.body).backgroundColor");
  }

  private static String target(String id) {
    return "document.querySelector('[data-target=" + id + "]')";
  }

  private static String button(String id) {
    return target(id) + ".querySelector('.break')";
  }
}
