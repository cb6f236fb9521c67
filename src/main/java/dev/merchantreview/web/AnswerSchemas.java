package dev.merchantreview.web;

import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells what is answered from what is sent where code has one record for both. What is sent has to
 * fulfil the rules of today; an answer can hold what was taken under those of yesterday, and
 * personal data masked. So an answer's schema is one of its own, without rules and with every
 * property.
 */
@Component
@Order(OpenApiConfiguration.SCHEMAS)
class AnswerSchemas implements OpenApiCustomizer {

  private static final String REFERENCE = "#/components/schemas/";
  private static final String SHOWN = "View";

  @Override
  public void customise(OpenAPI document) {
    @SuppressWarnings("rawtypes")
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    Set<String> sent =
        reached(
            operations(document)
                .filter(call -> call.getRequestBody() != null)
                .map(call -> call.getRequestBody().getContent()),
            schemas);
    Set<String> answered =
        reached(
            operations(document)
                .flatMap(call -> call.getResponses().values().stream())
                .map(answer -> answer.getContent()),
            schemas);
    Set<String> both = new LinkedHashSet<>(answered);
    both.retainAll(sent);
    for (String name : both) {
      if (schemas.put(name + SHOWN, schemas.get(name)) != null) {
        throw new IllegalStateException("two schemas are called " + name + SHOWN);
      }
    }
    operations(document)
        .flatMap(call -> call.getResponses().values().stream())
        .map(answer -> answer.getContent())
        .filter(Objects::nonNull)
        .forEach(content -> inContent(content, schema -> lead(schema, both)));
    for (String name : answered) {
      String shown = both.contains(name) ? name + SHOWN : name;
      // What was flattened into an answer shares its properties with what is sent.
      Schema<?> schema = AnnotationsUtils.clone(schemas.get(shown), /* openapi31= */ true);
      schemas.put(shown, schema);
      inSchema(
          schema,
          part -> {
            lead(part, both);
            withoutRules(part);
          });
    }
  }

  private static Stream<Operation> operations(OpenAPI document) {
    return document.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
  }

  @SuppressWarnings("rawtypes")
  private static Set<String> reached(Stream<Content> contents, Map<String, Schema> schemas) {
    Set<String> names = new LinkedHashSet<>();
    List<Schema<?>> open = new ArrayList<>();
    Consumer<Schema<?>> look =
        schema -> {
          String reference = schema.get$ref();
          if (reference != null) {
            String name = reference.substring(REFERENCE.length());
            if (schemas.containsKey(name) && names.add(name)) {
              open.add(schemas.get(name));
            }
          }
        };
    contents.filter(Objects::nonNull).forEach(content -> inContent(content, look));
    while (!open.isEmpty()) {
      inSchema(open.removeLast(), look);
    }
    return names;
  }

  private static void inContent(Content content, Consumer<Schema<?>> act) {
    content.values().stream()
        .map(type -> type.getSchema())
        .filter(Objects::nonNull)
        .forEach(schema -> inSchema(schema, act));
  }

  /** Acts on the schema and all its parts, not on what it refers to. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void inSchema(Schema<?> schema, Consumer<Schema<?>> act) {
    act.accept(schema);
    Stream.of(
            schema.getProperties() == null ? List.<Schema>of() : schema.getProperties().values(),
            schema.getItems() == null ? List.<Schema>of() : List.<Schema>of(schema.getItems()),
            schema.getAnyOf() == null ? List.<Schema>of() : schema.getAnyOf(),
            schema.getOneOf() == null ? List.<Schema>of() : schema.getOneOf(),
            schema.getAllOf() == null ? List.<Schema>of() : schema.getAllOf(),
            schema.getAdditionalProperties() instanceof Schema other
                ? List.<Schema>of(other)
                : List.<Schema>of())
        .flatMap(Collection::stream)
        .forEach(part -> inSchema(part, act));
  }

  private static void lead(Schema<?> schema, Set<String> both) {
    String reference = schema.get$ref();
    if (reference != null && both.contains(reference.substring(REFERENCE.length()))) {
      schema.set$ref(reference + SHOWN);
    }
  }

  private static void withoutRules(Schema<?> schema) {
    schema.setPattern(null);
    schema.setMinLength(null);
    schema.setMaxLength(null);
    schema.setMinimum(null);
    schema.setMaximum(null);
    schema.setMinItems(null);
    schema.setMaxItems(null);
    schema.setUniqueItems(null);
    schema.setMinProperties(null);
    schema.setMaxProperties(null);
    schema.setPropertyNames(null);
    if (ApiRequest.MULTI_LINE.equals(schema.getFormat())) {
      schema.setFormat(null);
    }
    if (Boolean.FALSE.equals(schema.getAdditionalProperties())) {
      schema.setAdditionalProperties(null);
      schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    }
  }
}
