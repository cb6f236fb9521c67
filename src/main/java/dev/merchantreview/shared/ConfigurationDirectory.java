package dev.merchantreview.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * The {@code config} directory: rules kept as YAML, one record a file. A file with an unknown key,
 * a missing value or a wrong type stops the start with a message that names the file and everything
 * wrong in it.
 */
@Component
public final class ConfigurationDirectory {

  private final String location;
  private final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();

  /**
   * @param location a Spring resource location that ends with a slash; the jar's own {@code config}
   *     unless set
   */
  public ConfigurationDirectory(
      @Value("${merchant-review.config-location:classpath:/config/}") String location) {
    this.location = location;
    validator.afterPropertiesSet();
  }

  /** Reads the files of a folder that match the pattern, in the order of their names. */
  public <T extends Record> List<T> readAll(String folder, String pattern, Class<T> type) {
    try {
      List<Resource> files =
          Arrays.stream(
                  new PathMatchingResourcePatternResolver()
                      .getResources(location + folder + "/" + pattern))
              .filter(Resource::exists)
              .sorted(Comparator.comparing(Resource::getFilename))
              .toList();
      if (files.isEmpty()) {
        throw new IllegalStateException(
            "no %s in %s%s: copy config/%s of this version there, or leave merchant-review.config-location out"
                .formatted(pattern, location, folder, folder));
      }
      List<T> records = new ArrayList<>();
      for (Resource file : files) {
        records.add(read(file, type));
      }
      return records;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private <T extends Record> T read(Resource file, Class<T> type) throws IOException {
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader().load(String.valueOf(file.getFilename()), file);
    Binder binder =
        new Binder(
            ConfigurationPropertySources.from(sources),
            null,
            ApplicationConversionService.getSharedInstance());
    try {
      return binder
          .bind(
              "",
              Bindable.of(type),
              new ValidationBindHandler(
                  new NoUnboundElementsBindHandler(BindHandler.DEFAULT), validator))
          .orElseThrow(() -> new IllegalStateException(file.getFilename() + " is empty"));
    } catch (BindException wrong) {
      throw new IllegalStateException(
          file.getFilename() + " cannot be used: " + reasons(wrong), wrong);
    }
  }

  private static String reasons(BindException wrong) {
    Throwable cause = wrong;
    while (cause != null) {
      if (cause instanceof BindValidationException invalid) {
        return invalid.getValidationErrors().getAllErrors().stream()
            .map(Object::toString)
            .toList()
            .toString();
      }
      if (cause instanceof UnboundConfigurationPropertiesException unknown) {
        return "unknown keys "
            + unknown.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .toList();
      }
      cause = cause.getCause();
    }
    return wrong.getProperty() == null
        ? String.valueOf(wrong.getMessage())
        : wrong.getProperty().getName()
            + " has the unusable value "
            + wrong.getProperty().getValue();
  }
}
