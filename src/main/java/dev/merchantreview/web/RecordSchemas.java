package dev.merchantreview.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Lets the contract say of a record what the code says: what may be null is what is {@link
 * Nullable}, and an answer has all its properties. So neither can be forgotten.
 */
@Component
class RecordSchemas implements ModelConverter {

  private static final String REFERENCE = "#/components/schemas/";
  private static final String NULL = "null";

  private final Map<String, Class<?>> names = new ConcurrentHashMap<>();

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    JavaType java = Json.mapper().constructType(type.getType());
    if (java != null && JsonNode.class.isAssignableFrom(java.getRawClass())) {
      // Whatever JSON it is, not what the class has for getters.
      Schema<?> anything = new Schema<>();
      anything.setTypes(new LinkedHashSet<>(Set.of("object")));
      anything.setAdditionalProperties(true);
      return anything;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      claimName(schema, java);
      Schema<?> model = model(schema, context);
      if (model != null && model.getProperties() != null) {
        complete(components(java.getRawClass()).toList(), model);
      }
    }
    return schema;
  }

  /** Two records of one name would be described as one. */
  private void claimName(Schema<?> schema, JavaType java) {
    if (schema.get$ref() == null) {
      return;
    }
    String name = schema.get$ref().substring(REFERENCE.length());
    Class<?> other = names.putIfAbsent(name, java.getRawClass());
    if (other != null && other != java.getRawClass()) {
      throw new IllegalStateException(
          "%s and %s are both called %s in the contract: name one by @Schema(name)"
              .formatted(other.getName(), java.getRawClass().getName(), name));
    }
  }

  private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
  }

  /** The components, those of unwrapped ones in their place. */
  private static Stream<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? components(component.getType())
                    : Stream.of(component));
  }

  @SuppressWarnings("rawtypes")
  private static void complete(List<RecordComponent> components, Schema<?> model) {
    Map<String, Schema> properties = model.getProperties();
    boolean request = Boolean.FALSE.equals(model.getAdditionalProperties());
    List<String> required = new ArrayList<>();
    for (RecordComponent component : components) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        properties.computeIfPresent(component.getName(), (name, property) -> orNull(property));
      }
      if (properties.containsKey(component.getName())) {
        required.add(component.getName());
      }
    }
    if (!request) {
      // What a request needs is said by its constraints.
      model.setRequired(required);
    }
  }

  /** The same, or null. What allows null already keeps what it says. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Schema orNull(Schema property) {
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
