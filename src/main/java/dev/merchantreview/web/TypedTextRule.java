package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.TypedText;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names in a body are what the contract says of them, and none of its texts, names included,
 * has a character that has no place in a text: what no column can store and no person can read, and
 * what would make a reviewer read something else.
 */
final class TypedTextRule {

  private static final String REFERENCE = "#/components/schemas/";

  private final ResolvedSchema contract;

  /**
   * @param contract says which texts may have several lines
   */
  TypedTextRule(ResolvedSchema contract) {
    this.contract = contract;
  }

  List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    check(body, "", contract.schema, errors);
    return errors;
  }

  private void check(
      JsonNode node, String pointer, @Nullable Schema<?> schema, List<FieldError> errors) {
    Schema<?> meant = followed(schema);
    if (node.isString()) {
      check(node.asString(), lines(meant), pointer, errors);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), pointer + "/" + i, meant == null ? null : meant.getItems(), errors);
      }
    } else {
      node.properties()
          .forEach(
              entry -> {
                String below = pointer + "/" + StrictJson.escaped(entry.getKey());
                check(entry.getKey(), TypedText.Lines.ONE, below, errors);
                name(entry.getKey(), below, meant, errors);
                check(entry.getValue(), below, property(meant, entry.getKey()), errors);
              });
    }
  }

  /** The validator says of a wrong name only that it is wrong, so names are judged here. */
  private void name(
      String name, String pointer, @Nullable Schema<?> schema, List<FieldError> errors) {
    Schema<?> names = schema == null ? null : followed(schema.getPropertyNames());
    if (names == null) {
      return;
    }
    int length = name.codePointCount(0, name.length());
    if (names.getMinLength() != null && length < names.getMinLength()) {
      errors.add(FieldError.of(pointer, "TOO_SHORT", names.getMinLength()));
    }
    if (names.getMaxLength() != null && length > names.getMaxLength()) {
      errors.add(FieldError.of(pointer, "TOO_LONG", names.getMaxLength()));
    }
    if (names.getPattern() != null && !Pattern.compile(names.getPattern()).matcher(name).find()) {
      errors.add(FieldError.of(pointer, "WRONG_FORMAT", Format.meaning(names.getPattern())));
    }
  }

  private static void check(
      String text, TypedText.Lines lines, String pointer, List<FieldError> errors) {
    TypedText.forbidden(text, lines)
        .ifPresent(
            character ->
                errors.add(FieldError.of(pointer, "FORBIDDEN_CHARACTER", character.name())));
  }

  private static TypedText.Lines lines(@Nullable Schema<?> schema) {
    return schema != null && ApiRequest.MULTI_LINE.equals(schema.getFormat())
        ? TypedText.Lines.MANY
        : TypedText.Lines.ONE;
  }

  private @Nullable Schema<?> followed(@Nullable Schema<?> schema) {
    if (schema != null && schema.getAnyOf() != null) {
      // An object or null.
      return followed(schema.getAnyOf().getFirst());
    }
    return schema == null || schema.get$ref() == null
        ? schema
        : contract.referencedSchemas.get(schema.get$ref().substring(REFERENCE.length()));
  }

  private static @Nullable Schema<?> property(@Nullable Schema<?> schema, String name) {
    if (schema == null) {
      return null;
    }
    if (schema.getProperties() != null && schema.getProperties().containsKey(name)) {
      return schema.getProperties().get(name);
    }
    return schema.getAdditionalProperties() instanceof Schema<?> other ? other : null;
  }
}
