package io.rhumb.gateway.stub;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Faults as JSON. */
final class FaultFormat {

  /** The keys of each kind, besides {@code kind} and {@code share}. */
  private static final Map<String, List<String>> KINDS = kinds();

  private FaultFormat() {}

  static Fault read(JsonObject json) {
    String kind = json.getValue("kind") instanceof String text ? text : "";
    List<String> keys = KINDS.get(kind);
    if (keys == null) {
      throw problem(json, "kind", "one of " + String.join(", ", KINDS.keySet()));
    }
    refuseUnknown(json, keys);
    return new Fault(effect(kind, json), share(json));
  }

  static JsonObject write(Fault fault) {
    JsonObject json = new JsonObject();
    Effect effect = fault.effect();
    json.put("kind", kind(effect));
    if (effect instanceof Effect.Status status) {
      json.put("status", status.status());
      putPresent(json, "retryAfter", status.retryAfter());
      putPresent(json, "message", status.message());
      putPresent(json, "body", status.body());
    } else if (effect instanceof Effect.Latency latency) {
      json.put("millis", latency.latency().toMillis());
    } else if (effect instanceof Effect.SlowBody slow) {
      json.put("millis", slow.duration().toMillis());
    } else if (effect instanceof Effect.LateFirstByte late) {
      json.put("millis", late.latency().toMillis());
    } else if (effect instanceof Effect.Truncate truncate) {
      put(json, truncate.after());
    } else if (effect instanceof Effect.Stall stall) {
      put(json, stall.after());
    }
    return fault.share() == 1 ? json : json.put("share", fault.share());
  }

  private static String kind(Effect effect) {
    return effect instanceof Effect.NoEnd
        ? "no-end"
        : effect instanceof Effect.LateFirstByte
            ? "late-first-byte"
            : effect.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void put(JsonObject json, Extent after) {
    putPresent(json, "events", after.events());
    putPresent(json, "bytes", after.bytes());
  }

  private static Effect effect(String kind, JsonObject json) {
    return switch (kind) {
      case "status" -> status(json);
      case "latency" -> new Effect.Latency(millis(json));
      case "reset" -> new Effect.Reset();
      case "blackhole" -> new Effect.Blackhole();
      case "refuse" -> new Effect.Refuse();
      case "truncate" -> new Effect.Truncate(extent(json));
      case "stall" -> new Effect.Stall(extent(json));
      case "slowbody" -> new Effect.SlowBody(millis(json));
      case "badchunk" -> new Effect.BadChunk();
      case "no-end" -> new Effect.NoEnd();
      case "late-first-byte" -> new Effect.LateFirstByte(millis(json));
      default -> throw new IllegalStateException(kind);
    };
  }

  private static Effect status(JsonObject json) {
    @Nullable Integer status = integer(json, "status", "an integer from 200 to 599");
    if (status == null) {
      throw problem(json, "status", "an integer from 200 to 599");
    }
    return new Effect.Status(
        status,
        integer(json, "retryAfter", "seconds, zero or more"),
        text(json, "message"),
        body(json));
  }

  private static @Nullable String body(JsonObject json) {
    Object body = json.getValue("body");
    return body == null || body instanceof String ? (String) body : Json.encode(body);
  }

  private static Extent extent(JsonObject json) {
    return new Extent(
        integer(json, "events", "an integer, zero or more"),
        integer(json, "bytes", "an integer, zero or more"));
  }

  private static Duration millis(JsonObject json) {
    @Nullable Integer millis = integer(json, "millis", "an integer, 1 or more");
    if (millis == null) {
      throw problem(json, "millis", "an integer, 1 or more");
    }
    return Duration.ofMillis(millis);
  }

  private static double share(JsonObject json) {
    Object share = json.getValue("share", 1);
    if (share instanceof Number number) {
      return number.doubleValue();
    }
    throw problem(json, "share", "a number above 0 and at most 1");
  }

  private static @Nullable Integer integer(JsonObject json, String key, String expected) {
    Object value = json.getValue(key);
    if (value == null || value instanceof Integer) {
      return (Integer) value;
    }
    throw problem(json, key, expected);
  }

  private static @Nullable String text(JsonObject json, String key) {
    Object value = json.getValue(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw problem(json, key, "a string");
  }

  private static void refuseUnknown(JsonObject json, List<String> keys) {
    List<String> known =
        Stream.concat(Stream.of("kind", "share"), keys.stream()).toList();
    for (String key : json.fieldNames()) {
      if (!known.contains(key)) {
        throw problem(json, key, "no such key; known are " + String.join(", ", known));
      }
    }
  }

  private static InvalidFaultException problem(JsonObject json, String key, String expected) {
    return new InvalidFaultException(
        "fault." + key, Objects.toString(json.getValue(key)), expected);
  }

  private static void putPresent(JsonObject json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("status", List.of("status", "retryAfter", "message", "body"));
    kinds.put("latency", List.of("millis"));
    kinds.put("reset", List.of());
    kinds.put("blackhole", List.of());
    kinds.put("refuse", List.of());
    kinds.put("truncate", List.of("events", "bytes"));
    kinds.put("stall", List.of("events", "bytes"));
    kinds.put("slowbody", List.of("millis"));
    kinds.put("badchunk", List.of());
    kinds.put("no-end", List.of());
    kinds.put("late-first-byte", List.of("millis"));
    return kinds;
  }
}
