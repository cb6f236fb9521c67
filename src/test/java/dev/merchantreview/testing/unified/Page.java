package dev.merchantreview.testing.unified;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sorts what was found and gives a page of it. A cursor is the place of an item in the order: its
 * values of the fields that are sorted by and then of its key, so that it holds while others come.
 */
final class Page {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LIMIT = 100;

  private final List<String> fields;
  private final Comparator<ArrayNode> order;
  private final JsonNode page;

  /** Where a request's cursor is none of those that were given. */
  static final class BadCursor extends RuntimeException {
    BadCursor(Throwable cause) {
      super("the cursor is none that was given", cause);
    }
  }

  Page(JsonNode request, String key) {
    this.page = request.path("page");
    List<JsonNode> sort = request.path("sort").valueStream().toList();
    this.fields =
        Stream.concat(sort.stream().map(one -> one.path("field").asString()), Stream.of(key))
            .toList();
    this.order =
        (one, other) -> {
          for (int i = 0; i < fields.size(); i++) {
            int compared = compare(one.get(i), other.get(i));
            if (compared != 0) {
              boolean down =
                  i < sort.size() && sort.get(i).path("order").asString("").equals("DESC");
              return down ? -compared : compared;
            }
          }
          return 0;
        };
  }

  /** What is absent comes last. */
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNull() || other.isNull()) {
      return Boolean.compare(one.isNull(), other.isNull());
    }
    return Filter.compare(one, other);
  }

  private ArrayNode place(ObjectNode item) {
    ArrayNode place = JSON.createArrayNode();
    fields.forEach(field -> place.add(item.path(field)));
    return place;
  }

  /**
   * The body of an answer.
   *
   * @param most how many the cluster counts; of more it says only that there are more
   */
  ObjectNode of(List<ObjectNode> found, ApiLine line, long most) {
    List<ObjectNode> sorted =
        found.stream().sorted(Comparator.comparing(this::place, order)).toList();
    int limit = page.path("limit").asInt(LIMIT);
    int from;
    int to;
    if (page.has("before")) {
      ArrayNode place = read(page.path("before").asString());
      to = (int) sorted.stream().filter(one -> order.compare(place(one), place) < 0).count();
      from = Math.max(0, to - limit);
    } else {
      if (page.has("after")) {
        ArrayNode place = read(page.path("after").asString());
        from = (int) sorted.stream().filter(one -> order.compare(place(one), place) <= 0).count();
      } else {
        from = Math.min(page.path("from").asInt(0), sorted.size());
      }
      to = Math.min(from + limit, sorted.size());
    }
    ObjectNode body = JSON.createObjectNode();
    List<ObjectNode> items = sorted.subList(from, to);
    items.forEach(body.putArray("items")::add);
    ObjectNode told =
        body.putObject("page")
            .put("totalItems", Math.min(sorted.size(), most))
            .put("hasMoreTotalItems", sorted.size() > most);
    if (!items.isEmpty() || line.sendsNulls()) {
      told.put("startCursor", items.isEmpty() ? null : cursor(items.getFirst()))
          .put("endCursor", items.isEmpty() ? null : cursor(items.getLast()));
    }
    return body;
  }

  private @Nullable String cursor(ObjectNode item) {
    return Base64.getEncoder()
        .encodeToString(place(item).toString().getBytes(StandardCharsets.UTF_8));
  }

  private ArrayNode read(String cursor) {
    try {
      ArrayNode place = (ArrayNode) JSON.readTree(Base64.getDecoder().decode(cursor));
      if (place.size() != fields.size()) {
        throw new BadCursor(new IllegalArgumentException("of another order"));
      }
      return place;
    } catch (IllegalArgumentException | JacksonException | ClassCastException broken) {
      throw new BadCursor(broken);
    }
  }
}
