package dev.merchantreview.testing.unified;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What goes over the wire. */
record Answer(int status, String type, String body, @Nullable Duration retryAfter) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer json(JsonNode body) {
    return new Answer(200, "application/json", body.toString(), null);
  }

  static Answer empty() {
    return new Answer(204, "", "", null);
  }

  static Answer refused(int status, String title, String detail, String path) {
    ObjectNode problem =
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("instance", path);
    return new Answer(status, "application/problem+json", problem.toString(), null);
  }

  Answer retryAfter(@Nullable Duration after) {
    return new Answer(status, type, body, after);
  }

  Answer changed(Consumer<ObjectNode> change) {
    ObjectNode tree = (ObjectNode) JSON.readTree(body);
    change.accept(tree);
    return new Answer(status, type, tree.toString(), retryAfter);
  }
}
