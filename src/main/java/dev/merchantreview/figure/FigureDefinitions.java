package dev.merchantreview.figure;

import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.shared.ConfigurationDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The figures there are, from {@code config/figures}. Files that cannot be used stop the start with
 * everything that is wrong in them: file, line and remedy.
 */
@Component
public class FigureDefinitions {

  private final SortedMap<String, FigureDefinition> definitions = new TreeMap<>();

  FigureDefinitions(ConfigurationDirectory directory) {
    Flaws flaws = new Flaws("figures");
    try {
      for (Resource resource : directory.files("figures", "*.yaml")) {
        YamlFields.read(resource, "figures:", flaws)
            .ifPresent(file -> new FigureFile(flaws).read(file, this::add));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    flaws.refuse();
  }

  /** Whether there was none of this name before. */
  private boolean add(FigureDefinition definition) {
    return definitions.putIfAbsent(definition.name(), definition) == null;
  }

  public Optional<FigureDefinition> find(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /**
   * One that the service itself goes by.
   *
   * @throws IllegalStateException when no file names it
   */
  public FigureDefinition get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "config/figures has no %s, which the service goes by; copy it from this version"
                        .formatted(name)));
  }

  /** All of them, by name. */
  public Collection<FigureDefinition> all() {
    return Collections.unmodifiableCollection(definitions.values());
  }

  /** The names of what is reported of subjects of a kind. */
  public Map<String, FigureDefinition> of(SubjectKind kind) {
    SortedMap<String, FigureDefinition> found = new TreeMap<>();
    definitions.values().stream()
        .filter(one -> one.subjects().contains(kind))
        .forEach(one -> found.put(one.name(), one));
    return found;
  }
}
