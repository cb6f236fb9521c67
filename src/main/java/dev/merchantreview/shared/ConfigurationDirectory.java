package dev.merchantreview.shared;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
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

  // Made once: it keeps what it has found out about each type.
  private static final LocalValidatorFactoryBean VALIDATOR = validator();

  private final String location;

  /**
   * @param location a Spring resource location that ends with a slash; the jar's own {@code config}
   *     unless set
   */
  public ConfigurationDirectory(
      @Value("${merchant-review.config-location:classpath:/config/}") String location) {
    this.location = location;
  }

  private static LocalValidatorFactoryBean validator() {
    LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
    validator.afterPropertiesSet();
    return validator;
  }

  /** Reads the files of a folder that match the pattern, in the order of their names. */
  public <T extends Record> List<T> readAll(String folder, String pattern, Class<T> type) {
    return readParts(folder, pattern, Map.of(type, "")).stream()
        .map(parts -> type.cast(parts.get(type)))
        .toList();
  }

  /**
   * Reads files whose parts belong to different modules: every part has to be there, and every key
   * has to belong to one.
   *
   * @param parts what is read, with the key it stands under; empty for what stands at the top. Two
   *     parts may stand under one key.
   * @return what each file has, in the order of their names
   */
  public List<Map<Class<? extends Record>, Record>> readParts(
      String folder, String pattern, Map<Class<? extends Record>, String> parts) {
    try {
      List<Map<Class<? extends Record>, Record>> read = new ArrayList<>();
      for (Resource file : files(folder, pattern)) {
        read.add(read(file, parts).parts());
      }
      return read;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * A file as it was read.
   *
   * @param parts what it has
   * @param places where the value of a key stands, with its line; empty for a key that is not there
   */
  public record ReadFile(
      String name,
      Map<Class<? extends Record>, Record> parts,
      Function<String, Optional<String>> places) {}

  /** The same of a folder that may be missing or empty, with the place of each value. */
  public List<ReadFile> readPlaces(
      String folder, String pattern, Map<Class<? extends Record>, String> parts) {
    try {
      List<ReadFile> read = new ArrayList<>();
      for (Resource file : filesIfAny(folder, pattern)) {
        read.add(read(file, parts));
      }
      return List.copyOf(read);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The texts of the files of a folder that match the pattern, by their names. */
  public SortedMap<String, String> readTexts(String folder, String pattern) {
    SortedMap<String, String> texts = new TreeMap<>();
    try {
      for (Resource file : filesIfAny(folder, pattern)) {
        texts.put(
            String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return texts;
  }

  /**
   * The files of a folder that match the pattern, in the order of their names.
   *
   * @throws IllegalStateException when there is none
   */
  public List<Resource> files(String folder, String pattern) {
    List<Resource> files = filesIfAny(folder, pattern);
    if (files.isEmpty()) {
      throw new IllegalStateException(
          "no %s in %s%s: copy config/%s of this version there, or leave merchant-review.config-location out"
              .formatted(pattern, location, folder, folder));
    }
    return files;
  }

  private List<Resource> filesIfAny(String folder, String pattern) {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources(location + folder + "/" + pattern))
          .filter(Resource::exists)
          .sorted(Comparator.comparing(Resource::getFilename))
          .toList();
    } catch (FileNotFoundException missing) {
      return List.of();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private ReadFile read(Resource file, Map<Class<? extends Record>, String> parts)
      throws IOException {
    List<PropertySource<?>> sources =
        new YamlPropertySourceLoader().load(String.valueOf(file.getFilename()), file);
    if (sources.isEmpty()) {
      throw new IllegalStateException(file.getFilename() + " is empty");
    }
    FileParts reader = new FileParts(sources, VALIDATOR);
    Map<Class<? extends Record>, Record> read = new HashMap<>();
    parts.forEach((type, key) -> reader.read(key, type).ifPresent(part -> read.put(type, part)));
    List<String> wrong = reader.wrong();
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          file.getFilename() + " cannot be used: " + String.join("; ", wrong));
    }
    return new ReadFile(String.valueOf(file.getFilename()), read, reader::place);
  }
}
