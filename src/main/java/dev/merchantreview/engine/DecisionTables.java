package dev.merchantreview.engine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The decision tables this service was built with: {@code bpmn/rules}. */
@Component
public class DecisionTables {

  private static final String SUFFIX = ".dmn";

  private final SortedMap<String, String> released;

  DecisionTables(Model model) {
    this.released =
        model.files().stream()
            .filter(file -> file.name().endsWith(SUFFIX))
            .collect(
                Collectors.toMap(
                    file -> file.name().substring(0, file.name().length() - SUFFIX.length()),
                    file -> new String(file.content(), StandardCharsets.UTF_8),
                    (one, other) -> one,
                    TreeMap::new));
  }

  /** Their ids, which are their files' names. */
  public SortedSet<String> ids() {
    return new TreeSet<>(released.keySet());
  }

  /** The DMN file of a table as the release has it; empty when there is no such table. */
  public Optional<String> released(String table) {
    return Optional.ofNullable(released.get(table));
  }
}
