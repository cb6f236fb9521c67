package dev.merchantreview.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * Completes what is said of properties and parameters: the Javadoc of their records comes first,
 * then a glossary of names that mean the same everywhere, and the unit their name and type have.
 */
@Component
@Order(OpenApiConfiguration.HEADERS)
class PropertyDescriptions implements OpenApiCustomizer {

  /** What a name means everywhere. */
  static final String GLOSSARY = "contract/glossary.properties";

  private static final String FEN = "in fen, 1/100 yuan";

  private final Properties glossary;

  PropertyDescriptions() throws IOException {
    glossary =
        PropertiesLoaderUtils.loadProperties(
            new EncodedResource(new ClassPathResource(GLOSSARY), StandardCharsets.UTF_8));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void customise(OpenAPI document) {
    for (Schema schema : document.getComponents().getSchemas().values()) {
      schema.setDescription(plain(schema.getDescription()));
      properties(schema).forEach(this::describe);
    }
    document
        .getPaths()
        .forEach(
            (path, calls) ->
                calls.readOperations().stream()
                    .flatMap(OperationProblems::parameters)
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(
                        parameter -> parameter.setDescription(meaning(parameter.getName(), path))));
  }

  /** What a path's first id is of depends on the path; other names mean the same everywhere. */
  private @Nullable String meaning(String name, String path) {
    String first = path.replaceFirst("^/api/v1/([^/]+)/\\{" + name + "}.*$", "path.$1");
    return glossary.getProperty(first, glossary.getProperty(name));
  }

  private void describe(String name, Schema<?> property) {
    if (property.get$ref() != null) {
      return;
    }
    String said = plain(property.getDescription());
    Optional<String> unit = unit(name, property);
    if (said == null && glossary.containsKey(name)) {
      said = glossary.getProperty(name);
    }
    property.setDescription(said);
    unit.filter(known -> !told(property, known))
        .ifPresent(known -> property.setDescription(with(property, known)));
  }

  /** Javadoc has lines, markup and the sources of rules, a contract's text has none of them. */
  private static @Nullable String plain(@Nullable String said) {
    if (said == null || said.isBlank()) {
      return null;
    }
    String plain =
        said.replaceAll("</?code>", "`")
            .replaceAll("\\s*\\R\\s*", " ")
            .replaceAll("\\s*\\[[A-Z]-[a-z][\\w-]*]", "")
            .strip();
    return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Map<String, Schema> properties(Schema schema) {
    return schema.getProperties() == null ? Map.of() : schema.getProperties();
  }

  private static boolean told(Schema<?> property, String unit) {
    return property.getDescription() != null && property.getDescription().contains(unit);
  }

  private static String with(Schema<?> property, String unit) {
    String said = property.getDescription();
    return said == null || said.isBlank()
        ? Character.toUpperCase(unit.charAt(0)) + unit.substring(1)
        : said.strip() + " (" + unit + ")";
  }

  private static Optional<String> unit(String name, Schema<?> property) {
    if (name.endsWith("Fen")) {
      return Optional.of(FEN);
    }
    if (name.equals("bytes")) {
      return Optional.of("length in bytes");
    }
    return Optional.ofNullable(property.getFormat())
        .map(
            format ->
                switch (format) {
                  case "date-time" -> "RFC 3339 time with offset";
                  case "date" -> "date, YYYY-MM-DD";
                  default -> null;
                });
  }
}
