package dev.merchantreview.testing;

import dev.merchantreview.local.SampleApplications;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies no call expects: right ones, changed in one or several places. */
final class FuzzedBodies {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "　",
          "\u200B",
          "\u0000",
          "a\u0000b",
          "\u202Eabc",
          "\uD83D\uDE00",
          "\uD800",
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "NaN",
          "9223372036854775808",
          "2026-02-30",
          "2016-12-31T23:59:60Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-01-01T00:00:00",
          "'; drop table store_application; --",
          "%s%n%x",
          "${jndi:ldap://127.0.0.1/a}",
          "{{1+1}}",
          "<script>",
          "../../etc/passwd",
          "a/b",
          "\\",
          "~0~1",
          "\r\nX-Injected: 1",
          "\t",
          "x".repeat(101),
          "x".repeat(256),
          "青".repeat(600),
          "x".repeat(70_000));

  private final Map<String, List<String>> known;

  /**
   * @param known ids of what is there, by the name of a property
   */
  FuzzedBodies(Map<String, List<String>> known) {
    this.known = known;
  }

  byte[] of(Fuzzer.Call call, Random random) {
    JsonNode content = call.operation().path("requestBody").path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return random.nextInt(15) == 0 ? text(random).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
    if (content.has("multipart/form-data")) {
      return multipart(random);
    }
    JsonNode example = content.properties().iterator().next().getValue().path("example");
    JsonNode body = example.isMissingNode() ? JSON.createObjectNode() : example.deepCopy();
    replaceIds(body, random);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      body = changed(body, random);
    }
    byte[] bytes = JSON.writeValueAsBytes(body);
    return random.nextInt(10) == 0 ? broken(bytes, random) : bytes;
  }

  /** Ids of the examples become ids of what is there. */
  private void replaceIds(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                List<String> there = known.get(entry.getKey());
                if (entry.getValue().isString() && there != null) {
                  entry.setValue(object.stringNode(any(there, random)));
                } else {
                  replaceIds(entry.getValue(), random);
                }
              });
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> replaceIds(item, random));
    }
  }

  private JsonNode changed(JsonNode body, Random random) {
    if (!body.isContainer() || random.nextInt(40) == 0) {
      return value(random);
    }
    List<JsonNode> containers = new ArrayList<>();
    collect(body, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    if (at instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.putNull(name);
        case 2 -> object.set(text(random), value(random));
        default -> object.set(name, value(random));
      }
    } else if (at instanceof ArrayNode array) {
      switch (random.nextInt(4)) {
        case 0 -> array.removeAll();
        case 1 -> {
          JsonNode item = array.isEmpty() ? value(random) : array.get(0).deepCopy();
          int many = random.nextInt(2, 300);
          for (int i = 0; i < many; i++) {
            array.add(item);
          }
        }
        default -> array.add(value(random));
      }
    }
    return body;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode value(Random random) {
    ObjectNode made = JSON.createObjectNode();
    return switch (random.nextInt(10)) {
      case 0 -> made.nullNode();
      case 1 -> made.booleanNode(random.nextBoolean());
      case 2 -> made.numberNode(random.nextLong());
      case 3 ->
          made.numberNode(
              any(
                  List.of(0L, -1L, 1L, 1_000_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE),
                  random));
      case 4 -> made.numberNode(any(List.of(0.5, -0.0, 1e30, 1e300, 4.6, 5e-324), random));
      case 5 -> made.arrayNode().add(text(random));
      case 6 -> made.put(text(random), text(random));
      default -> made.stringNode(text(random));
    };
  }

  private static byte[] broken(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] copy = bytes.clone();
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(copy, random.nextInt(copy.length));
      case 1 -> {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        yield copy;
      }
      case 2 -> ("[".repeat(5_000) + "1").getBytes(StandardCharsets.UTF_8);
      case 3 -> (new String(copy, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
      default -> new String(copy, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    };
  }

  private static byte[] multipart(Random random) {
    String kind = random.nextInt(4) == 0 ? text(random) : "BUSINESS_LICENCE";
    byte[] file =
        switch (random.nextInt(4)) {
          case 0 -> new byte[0];
          case 1 -> "%PDF-1.4\nnothing\n%%EOF".getBytes(StandardCharsets.UTF_8);
          case 2 -> broken(SampleApplications.png(), random);
          default -> SampleApplications.png();
        };
    String name = random.nextInt(8) == 0 ? "x" : "file";
    byte[] head =
        ("--fuzz\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n"
                + kind
                + "\r\n--fuzz\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"f\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\r\n--fuzz--\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + file.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(file, 0, all, head.length, file.length);
    System.arraycopy(tail, 0, all, head.length + file.length, tail.length);
    return random.nextInt(12) == 0 ? broken(all, random) : all;
  }

  static String text(Random random) {
    return any(TEXTS, random);
  }

  static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
