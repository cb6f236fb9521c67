package dev.merchantreview.shared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.PropertySource;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.Validator;

/** One file of the configuration, read part by part, with everything that is wrong in it. */
final class FileParts {

  private final Iterable<ConfigurationPropertySource> sources;
  private final Binder binder;
  private final Validator validator;
  private final Set<ConfigurationPropertyName> read = new HashSet<>();
  private final List<ConfigurationPropertyName> unreadable = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  FileParts(List<PropertySource<?>> sources, Validator validator) {
    this.sources = ConfigurationPropertySources.from(sources);
    this.binder = new Binder(this.sources, null, ApplicationConversionService.getSharedInstance());
    this.validator = validator;
  }

  /** What stands under a key; empty when it is wrong or missing. */
  <T extends Record> Optional<T> read(String key, Class<T> type) {
    ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
    BindHandler handler = new ValidationBindHandler(new Remembering(), validator);
    try {
      if (name.isEmpty()) {
        return Optional.of(binder.bindOrCreate(name, Bindable.of(type), handler));
      }
      Optional<T> part =
          Optional.ofNullable(binder.bind(name, Bindable.of(type), handler).orElse(null));
      if (part.isEmpty()) {
        wrong.add(key + " is missing");
      }
      return part;
    } catch (BindException cause) {
      wrong.add(reason(name, cause));
      return Optional.empty();
    }
  }

  /** Where the value of a key stands. */
  Optional<String> place(String key) {
    return ConfigurationPropertyName.isValid(key)
        ? StreamSupport.stream(sources.spliterator(), false)
            .map(source -> source.getConfigurationProperty(ConfigurationPropertyName.of(key)))
            .filter(Objects::nonNull)
            .map(Origin::from)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .findFirst()
        : Optional.empty();
  }

  /** Everything that is wrong, the keys that were not read last. */
  List<String> wrong() {
    Set<String> unknown = new TreeSet<>();
    StreamSupport.stream(sources.spliterator(), false)
        .flatMap(FileParts::names)
        .filter(name -> !read.contains(name))
        .filter(name -> unreadable.stream().noneMatch(part -> part.isAncestorOf(name)))
        .forEach(name -> unknown.add(name.toString()));
    List<String> all = new ArrayList<>(wrong);
    if (!unknown.isEmpty()) {
      all.add("unknown keys " + unknown);
    }
    return all;
  }

  private static Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
    return source instanceof IterableConfigurationPropertySource iterable
        ? iterable.stream()
        : Stream.empty();
  }

  private String reason(ConfigurationPropertyName part, BindException wrong) {
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindValidationException invalid) {
        return invalid.getValidationErrors().getAllErrors().stream()
            .map(error -> reason(part, error))
            .collect(Collectors.joining("; "));
      }
    }
    unreadable.add(part);
    return wrong.getProperty() == null
        ? String.valueOf(wrong.getMessage())
        : wrong.getProperty().getName()
            + " has the unusable value "
            + wrong.getProperty().getValue();
  }

  private static String reason(ConfigurationPropertyName part, ObjectError error) {
    String where = part.isEmpty() ? "" : part + ".";
    Origin origin = Origin.from(error);
    return error instanceof FieldError field
        ? "%s%s [%s]: %s%s"
            .formatted(
                where,
                field.getField(),
                field.getRejectedValue(),
                field.getDefaultMessage(),
                origin == null ? "" : " (" + origin + ")")
        : where + error.getDefaultMessage();
  }

  /** Remembers which keys were read. */
  private final class Remembering extends AbstractBindHandler {

    @Override
    public Object onSuccess(
        ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
      read.add(name);
      return result;
    }
  }
}
