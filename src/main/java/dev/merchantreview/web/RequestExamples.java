package dev.merchantreview.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts an example into the contract for each call with a JSON body, and for what is sent to
 * webhooks; each is one that is taken.
 */
@Component
@Order(OpenApiConfiguration.HEADERS)
class RequestExamples implements OpenApiCustomizer {

  /** The examples, by the calls' names. */
  static final String FILE = "contract/examples.json";

  /** Calls that take what another takes. */
  private static final Map<String, String> ALIKE =
      Map.of(
          "preCheckStoreApplication", "submitStoreApplication",
          "resubmitStoreApplication", "submitStoreApplication",
          "preCheckRefund", "submitRefund");

  private final Map<String, Object> examples;

  RequestExamples(JsonMapper json) throws IOException {
    try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
      examples = json.readValue(file, new TypeReference<Map<String, Object>>() {});
    }
  }

  @Override
  public void customise(OpenAPI document) {
    Stream.concat(document.getPaths().values().stream(), document.getWebhooks().values().stream())
        .flatMap(path -> path.readOperations().stream())
        .filter(call -> call.getRequestBody() != null)
        .forEach(
            call ->
                call.getRequestBody()
                    .getContent()
                    .values()
                    .forEach(
                        body -> {
                          Object example = of(call);
                          if (example != null) {
                            body.setExample(example);
                          }
                        }));
  }

  private @Nullable Object of(Operation call) {
    String name = call.getOperationId();
    return examples.get(ALIKE.getOrDefault(name, name));
  }
}
