package dev.merchantreview.score;

import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.shared.ConfigurationDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The scores there are, from {@code config/scores}; a kind of subject has one at most. Files that
 * cannot be used stop the start with everything that is wrong in them: file, line and remedy.
 */
@Component
public class ScoreDefinitions {

  private final List<ScoreDefinition> definitions = new ArrayList<>();

  ScoreDefinitions(ConfigurationDirectory directory, FigureDefinitions figures) {
    Flaws flaws = new Flaws("scores");
    try {
      for (Resource resource : directory.files("scores", "*.yaml")) {
        YamlFields.read(resource, "score:", flaws)
            .ifPresent(
                file ->
                    new ScoreFile(figures, flaws)
                        .read(file)
                        .ifPresent(definition -> add(definition, file)));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    flaws.refuse();
  }

  private void add(ScoreDefinition definition, YamlFields file) {
    of(definition.subject())
        .ifPresent(
            other ->
                file.wrong(
                    "subject",
                    "%s has the score %s already; leave one"
                        .formatted(definition.subject(), other.name())));
    definitions.add(definition);
  }

  public List<ScoreDefinition> all() {
    return List.copyOf(definitions);
  }

  /** The score of subjects of a kind. */
  public Optional<ScoreDefinition> of(SubjectKind subject) {
    return definitions.stream().filter(one -> one.subject() == subject).findFirst();
  }
}
