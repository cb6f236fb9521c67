package dev.merchantreview.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Completes what every call's parameters and headers have in common: paging, keys, conditions, and
 * the headers of answers.
 */
@Component
@Order(OpenApiConfiguration.HEADERS)
class OperationHeaders implements OpenApiCustomizer {

  private static final String VERSION = "The version of what is answered, for If-Match";

  @Override
  public void customise(OpenAPI document) {
    Paths paths = document.getPaths();
    each(paths, (path, call) -> OperationProblems.parameters(call).forEach(this::complete));
    Set<String> versioned = versionedPaths(paths);
    Set<String> views =
        paths.entrySet().stream()
            .filter(path -> versioned.contains(path.getKey()))
            .map(path -> path.getValue().getGet())
            .flatMap(call -> view(call.getResponses().get("200")).stream())
            .collect(Collectors.toSet());
    paths.forEach(
        (path, calls) ->
            calls
                .readOperationsMap()
                .forEach((method, call) -> answers(call, method, versioned.contains(path), views)));
    paths.forEach((path, calls) -> location(paths, path, calls.getPost()));
  }

  private static void each(Paths paths, BiConsumer<String, Operation> act) {
    paths.forEach((path, calls) -> calls.readOperations().forEach(call -> act.accept(path, call)));
  }

  private void complete(Parameter parameter) {
    if (parameter.getSchema() == null && parameter.getContent() == null) {
      parameter.setSchema(schema(parameter));
    }
    bound(parameter);
    switch (parameter.getName()) {
      case Idempotency.HEADER -> {
        parameter.setRequired(true);
        parameter.setSchema(new StringSchema().pattern(Idempotency.KEY.pattern()));
        parameter.setDescription(
            "One key for one request, 1 to 255 visible ASCII characters: the same request again is"
                + " answered as before, another one with this key is refused");
        parameter.setExample("0b3c7d1e-7a55-4b7e-9a53-2f6d0c1d8f11");
      }
      case HttpHeaders.IF_MATCH -> {
        parameter.setSchema(new StringSchema());
        parameter.setDescription(
            "An ETag: refused with 412 when the case has changed since it was answered");
        parameter.setExample("\"3\"");
      }
      case OpenApiConfiguration.SIGNATURE -> parameter.setDescription(OpenApiConfiguration.RECIPE);
      case "limit" -> parameter.setDescription("How many at most");
      case "cursor" ->
          parameter.setDescription("The next of the page before; the first page without");
      default -> {}
    }
  }

  /** Every text in an address has the bound {@link ParameterTexts} holds it to. */
  private static void bound(Parameter parameter) {
    Schema<?> schema = parameter.getSchema();
    boolean inAddress = "path".equals(parameter.getIn()) || "query".equals(parameter.getIn());
    if (inAddress && schema != null && isText(schema) && schema.getMaxLength() == null) {
      schema.setMaxLength(
          parameter.getName().equals("cursor")
              ? ParameterTexts.LONGEST_CURSOR
              : ParameterTexts.LONGEST);
    }
  }

  private static boolean isText(Schema<?> schema) {
    boolean text =
        "string".equals(schema.getType())
            || schema.getTypes() != null && schema.getTypes().contains("string");
    return text
        && schema.getEnum() == null
        && schema.getPattern() == null
        && schema.getFormat() == null;
  }

  private static Schema<?> schema(Parameter parameter) {
    return switch (parameter.getName()) {
      case "limit" -> Query.limits();
      case "at", "from", "to" -> new StringSchema().format("date-time");
      default -> new StringSchema();
    };
  }

  /** What can be changed on a condition is answered with the version to condition on. */
  private static Set<String> versionedPaths(Paths paths) {
    Set<String> found = new LinkedHashSet<>();
    paths.forEach(
        (path, calls) -> {
          if (calls.getGet() != null && path.endsWith("}")) {
            boolean conditional =
                paths.entrySet().stream()
                    .filter(
                        other ->
                            other.getKey().equals(path) || other.getKey().startsWith(path + "/"))
                    .flatMap(other -> other.getValue().readOperations().stream())
                    .anyMatch(call -> OperationProblems.has(call, HttpHeaders.IF_MATCH));
            if (conditional) {
              found.add(path);
            }
          }
        });
    return found;
  }

  private static void answers(
      Operation call, PathItem.HttpMethod method, boolean versioned, Set<String> views) {
    boolean conditional = OperationProblems.has(call, HttpHeaders.IF_MATCH);
    boolean key = OperationProblems.has(call, Idempotency.HEADER);
    successes(
        call,
        answer -> {
          boolean view = view(answer).filter(views::contains).isPresent();
          if (view || conditional && method == PathItem.HttpMethod.PUT) {
            answer.addHeaderObject(
                HttpHeaders.ETAG, OperationProblems.header(VERSION).required(true));
          }
          if (key) {
            answer.addHeaderObject(
                Idempotency.REPLAYED,
                OperationProblems.header("true when this is the first answer again"));
          }
        });
    if (versioned && method == PathItem.HttpMethod.GET) {
      call.addParametersItem(
          new HeaderParameter()
              .name(HttpHeaders.IF_NONE_MATCH)
              .description("An ETag: answered with 304 and no body when nothing has changed")
              .schema(new StringSchema()));
      call.getResponses()
          .addApiResponse(
              "304",
              new ApiResponse()
                  .description("Nothing has changed")
                  .headers(
                      Map.of(HttpHeaders.ETAG, OperationProblems.header(VERSION).required(true))));
    }
  }

  /** What is created at a list's path can be read below it. */
  private static void location(Paths paths, String path, @Nullable Operation create) {
    boolean readable =
        paths.entrySet().stream()
            .anyMatch(
                other ->
                    other.getKey().matches("\\Q" + path + "\\E/\\{[^/]+}")
                        && other.getValue().getGet() != null);
    ApiResponse created = create == null ? null : create.getResponses().get("201");
    if (readable && created != null && !created.getContent().isEmpty()) {
      created.addHeaderObject(
          HttpHeaders.LOCATION, OperationProblems.header("The path of what was created"));
    }
  }

  private static void successes(Operation call, Consumer<ApiResponse> act) {
    call.getResponses()
        .forEach(
            (status, answer) -> {
              if (status.startsWith("2")) {
                act.accept(answer);
              }
            });
  }

  private static Optional<String> view(@Nullable ApiResponse answer) {
    return Optional.ofNullable(answer)
        .map(ApiResponse::getContent)
        .map(content -> content.get("application/json"))
        .map(MediaType::getSchema)
        .map(schema -> schema.get$ref());
  }
}
