package dev.merchantreview.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What the elements of the diagrams are called in English, from {@code config/diagrams}. */
@Component
class EnglishNames {

  private static final String LABEL = ".label";

  private final Map<String, Map<String, String>> read = new ConcurrentHashMap<>();

  /** By the elements' ids; empty where the diagram's own words are the reader's. */
  Map<String, String> of(String processId, Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
        ? read.computeIfAbsent(processId, EnglishNames::read)
        : Map.of();
  }

  private static Map<String, String> read(String processId) {
    ClassPathResource file = new ClassPathResource("config/diagrams/" + processId + ".yaml");
    if (!file.exists()) {
      return Map.of();
    }
    try {
      List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(processId, file);
      Map<String, String> names = new HashMap<>();
      for (PropertySource<?> source : sources) {
        for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          if (name.endsWith(LABEL)) {
            names.put(
                name.substring(0, name.length() - LABEL.length()),
                String.valueOf(source.getProperty(name)));
          }
        }
      }
      return Map.copyOf(names);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
