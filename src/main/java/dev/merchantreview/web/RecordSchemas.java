package dev.merchantreview.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the contract which properties may be null: those whose record component is {@link
 * Nullable}. So a schema cannot say otherwise than the code does.
 */
@Component
class RecordSchemas implements ModelConverter {

  private static final String REFERENCE = "#/components/schemas/";
  private static final String NULL = "null";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    JavaType java = Json.mapper().constructType(type.getType());
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      Schema<?> model = model(schema, context);
      if (model != null && model.getProperties() != null) {
        allowNull(java.getRawClass().getRecordComponents(), model);
      }
    }
    return schema;
  }

  private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
  }

  @SuppressWarnings("rawtypes")
  private static void allowNull(RecordComponent[] components, Schema<?> model) {
    Map<String, Schema> properties = model.getProperties();
    for (RecordComponent component : components) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        properties.computeIfPresent(component.getName(), (name, property) -> orNull(property));
      }
    }
  }

  /** The same, or null. What names another schema or allows null already keeps what it says. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  static Schema orNull(Schema property) {
    if (property.get$ref() != null) {
      Schema<?> nothing = new Schema<>();
      nothing.setTypes(Set.of(NULL));
      Schema<?> either = new Schema<>();
      either.setAnyOf(List.of(property, nothing));
      return either;
    }
    Set<String> types = property.getTypes();
    if (types == null || types.contains(NULL)) {
      return property;
    }
    Set<String> all = new LinkedHashSet<>(types);
    all.add(NULL);
    property.setTypes(all);
    if (property.getEnum() != null && !property.getEnum().contains(null)) {
      List<Object> values = new ArrayList<>(property.getEnum());
      values.add(null);
      property.setEnum(values);
    }
    return property;
  }
}
