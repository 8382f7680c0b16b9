package io.rhumb.gateway.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chromium without a window, with a profile of its own that is gone afterwards. Whoever opened it closes it. For one thread. */
public final class Browser implements AutoCloseable {

  /** Far longer than anything takes that is waited for, so that a loaded machine is no failure. */
  private static final long PATIENCE_MILLIS = 40_000;

  private final WebDriver driver;
  private final Path profile;
  private final String session;

  private Browser(WebDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
    JsonObject options = new JsonObject()
        .put(
            "args",
            new JsonArray()
                .add("--headless=new")
                .add("--no-sandbox")
                .add("--disable-gpu")
                .add("--disable-quic")
                .add("--no-first-run")
                .add("--disable-background-networking")
                .add("--disable-component-update")
                .add("--disable-sync")
                .add("--user-data-dir=" + profile));
    JsonObject wanted = new JsonObject()
        .put("browserName", "chrome")
        .put("goog:chromeOptions", options)
        .put("goog:loggingPrefs", new JsonObject().put("browser", "ALL").put("performance", "ALL"));
    JsonObject body =
        new JsonObject().put("capabilities", new JsonObject().put("alwaysMatch", wanted));
    session = ((JsonObject) driver.call("POST", "/session", body)).getString("sessionId");
    run(
        "POST",
        "/timeouts",
        new JsonObject().put("script", PATIENCE_MILLIS).put("pageLoad", PATIENCE_MILLIS));
  }

  /** Opens one. */
  public static Browser open() {
    WebDriver driver = WebDriver.start();
    try {
      return new Browser(driver, Files.createTempDirectory("rhumb-browser-"));
    } catch (IOException failure) {
      driver.close();
      throw new UncheckedIOException(failure);
    } catch (RuntimeException | Error failure) {
      driver.close();
      throw failure;
    }
  }

  /** Loads a page; completes with its {@code load} event. */
  public void go(String url) {
    run("POST", "/url", new JsonObject().put("url", url));
  }

  /** The value of a function body in the page. */
  public @Nullable Object js(String body, Object... arguments) {
    return script("/execute/sync", body, arguments);
  }

  /** As {@link #js}, as text. */
  public String text(String body, Object... arguments) {
    return String.valueOf(js(body, arguments));
  }

  /**
   * Has the page wait until an expression is true; looked at twenty times a second, in the page.
   *
   * @param first what is done before, at the very moment from which time is taken
   * @return how many milliseconds that took, by the page's own clock
   */
  public double millisUntil(String first, String condition) {
    Object took = script(
        "/execute/async",
        """
        const done = arguments[arguments.length - 1];
        const began = performance.now();
        %s;
        const look = () => (%s) ? done(performance.now() - began) : setTimeout(look, 50);
        look();
        """
            .formatted(first, condition));
    return ((Number) took).doubleValue();
  }

  /** Waits until an expression is true in the page. */
  public void await(String condition) {
    millisUntil("", condition);
  }

  /** Presses keys, one after the other, wherever the focus is. Special ones as WebDriver numbers them. */
  public void press(String... keys) {
    JsonArray actions = new JsonArray();
    for (String key : keys) {
      actions.add(new JsonObject().put("type", "keyDown").put("value", key));
      actions.add(new JsonObject().put("type", "keyUp").put("value", key));
    }
    JsonObject keyboard =
        new JsonObject().put("type", "key").put("id", "keyboard").put("actions", actions);
    run("POST", "/actions", new JsonObject().put("actions", new JsonArray().add(keyboard)));
  }

  /** The size of a window, in CSS pixels. */
  public void size(int width, int height) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 500));
  }

  /** What the user prefers: {@code light} or {@code dark}. */
  public void scheme(String name) {
    feature("prefers-color-scheme", name);
  }

  /** Media features that pages ask for. */
  public void feature(String name, String value) {
    JsonObject feature = new JsonObject().put("name", name).put("value", value);
    devTools(
        "Emulation.setEmulatedMedia",
        new JsonObject().put("features", new JsonArray().add(feature)));
  }

  /** Headers that go with every request. */
  public void headers(Map<String, String> headers) {
    devTools("Network.enable", new JsonObject());
    devTools(
        "Network.setExtraHTTPHeaders",
        new JsonObject().put("headers", new JsonObject(Map.copyOf(headers))));
  }

  /** Keeps a picture of the whole page. */
  public void picture(Path file) {
    JsonObject shot = devTools(
        "Page.captureScreenshot",
        new JsonObject().put("captureBeyondViewport", true).put("format", "png"));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(shot.getString("data")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What went to its console since it was asked last, errors of the page and of the network among it. */
  public List<String> console() {
    return log("browser").map(entry -> entry.getString("message")).toList();
  }

  /** The address of everything that it asked for since it was asked last. */
  public List<String> requested() {
    List<String> urls = new ArrayList<>();
    log("performance")
        .map(entry -> new JsonObject(entry.getString("message")).getJsonObject("message"))
        .filter(message -> message.getString("method").equals("Network.requestWillBeSent"))
        .forEach(message ->
            urls.add(message.getJsonObject("params").getJsonObject("request").getString("url")));
    return urls;
  }

  @Override
  public void close() {
    try (driver) {
      run("DELETE", "", null);
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stillWritten) {
      // The system's own cleaning of temporary files takes it.
    }
  }

  private Stream<JsonObject> log(String type) {
    JsonArray entries = (JsonArray) run("POST", "/se/log", new JsonObject().put("type", type));
    return entries.stream().map(JsonObject.class::cast);
  }

  private JsonObject devTools(String command, JsonObject parameters) {
    return (JsonObject) run(
        "POST",
        "/goog/cdp/execute",
        new JsonObject().put("cmd", command).put("params", parameters));
  }

  private @Nullable Object script(String path, String body, Object... arguments) {
    return run(
        "POST",
        path,
        new JsonObject()
            .put("script", body)
            .put("args", new JsonArray(new ArrayList<>(Arrays.asList(arguments)))));
  }

  private @Nullable Object run(String method, String path, @Nullable JsonObject body) {
    return driver.call(method, "/session/" + session + path, body);
  }
}
