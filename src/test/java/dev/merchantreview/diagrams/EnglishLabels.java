package dev.merchantreview.diagrams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A diagram in English, from {@code config/diagrams}.
 *
 * @param texts by the elements' ids
 */
record EnglishLabels(Map<String, Text> texts) {

  /**
   * @param label what is read in the picture; of a note with its figures by their names
   * @param documentation the element's sentence; empty for what has none
   * @param chinese of a note what the diagram says, with its figures by their names; empty
   *     otherwise
   */
  record Text(String label, String documentation, String chinese) {}

  static Path file(DiagramFile diagram) {
    return Path.of("config/diagrams", diagram.process() + ".yaml");
  }

  static EnglishLabels of(DiagramFile diagram) throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Map<String, Map<String, String>> entries =
        new Yaml(strict).load(Files.readString(file(diagram)));
    Map<String, Text> texts = new LinkedHashMap<>();
    entries.forEach(
        (id, entry) ->
            texts.put(
                id,
                new Text(
                    entry.getOrDefault("label", ""),
                    entry.getOrDefault("documentation", ""),
                    entry.getOrDefault("chinese", ""))));
    return new EnglishLabels(texts);
  }
}
