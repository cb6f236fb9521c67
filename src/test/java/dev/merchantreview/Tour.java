package dev.merchantreview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document to be followed: what it has the reader do, and what it says comes of it. */
final class Tour {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FENCE = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern ID = Pattern.compile("(sa|st|fl|rf)_[a-z0-9]{16}");
  private static final String ELIDED = "…";

  private Tour() {}

  /** A part of the tour, in its order. */
  sealed interface Part {}

  /** What the reader types. */
  record Commands(String text) implements Part {}

  /** What is answered, shortened. */
  record Answer(List<JsonNode> documents) implements Part {}

  /** What the reader reads. */
  record Prose(String text) implements Part {}

  static List<Part> read(Path document) {
    try {
      String tour = Files.readString(document);
      List<Part> parts = new ArrayList<>();
      Matcher fence = FENCE.matcher(tour);
      int at = 0;
      while (fence.find()) {
        parts.add(new Prose(tour.substring(at, fence.start())));
        parts.add(
            fence.group(1).equals("json")
                ? new Answer(documents(fence.group(2).replace(", …]", ", \"…\"]")))
                : new Commands(fence.group(2)));
        at = fence.end();
      }
      parts.add(new Prose(tour.substring(at)));
      return parts;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** JSON documents that follow one another. */
  static List<JsonNode> documents(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        documents.add(parser.readValueAsTree());
      }
    }
    return documents;
  }

  /** Whether everything that is promised stands, in its order, among what was answered. */
  static boolean isKept(List<JsonNode> promised, List<JsonNode> answered) {
    int next = 0;
    for (JsonNode document : answered) {
      if (next < promised.size() && isKept(promised.get(next), document)) {
        next++;
      }
    }
    return next == promised.size();
  }

  private static boolean isKept(JsonNode promised, JsonNode answered) {
    if (promised.isObject()) {
      return promised.properties().stream()
          .allMatch(
              field ->
                  isAnyAmount(promised, field.getKey())
                      || answered.has(field.getKey())
                          && isKept(field.getValue(), answered.get(field.getKey())));
    }
    if (promised.isArray()) {
      List<JsonNode> named =
          promised.valueStream().filter(one -> !one.asString("").equals(ELIDED)).toList();
      return answered.isArray()
          && (named.size() < promised.size() || named.size() == answered.size())
          && named.stream().allMatch(one -> answered.valueStream().anyMatch(it -> isKept(one, it)));
    }
    return promised.isString()
        ? answered.isString() && isKept(promised.asString(), answered.asString())
        : promised.equals(answered);
  }

  /** Nobody knows beforehand what a verification transfer brings. */
  private static boolean isAnyAmount(JsonNode transfer, String field) {
    return field.equals("amountFen") && transfer.path("number").asString("").startsWith("vt_");
  }

  private static boolean isKept(String promised, String answered) {
    if (TIME.matcher(promised).matches()) {
      return TIME.matcher(answered).matches();
    }
    if (ID.matcher(promised).matches()) {
      return ID.matcher(answered).matches() && promised.startsWith(answered.substring(0, 3));
    }
    return Pattern.matches(Pattern.quote(promised).replace(ELIDED, "\\E.*\\Q"), answered);
  }
}
