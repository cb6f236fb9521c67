package dev.merchantreview.programme;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.TableUse;
import dev.merchantreview.rules.TableUses;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.score.ScoreDefinitions;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The programmes there are, from {@code config/programmes}. Files that cannot be used stop the
 * start with everything that is wrong in them: file, line and remedy.
 */
@Component
public class Programmes implements TableUses {

  static final String PLATFORM = "platform";
  static final String PROGRAMME = "programme";

  private final Map<String, Programme> programmes = new TreeMap<>();
  private final Map<String, Use> uses = new TreeMap<>();

  /**
   * @param used the tables somebody else has a use for already: programmes share them
   */
  Programmes(
      ConfigurationDirectory directory,
      FigureDefinitions figures,
      ScoreDefinitions scores,
      Platforms platforms,
      DecisionTables tables,
      List<TableUse> used) {
    Flaws flaws = new Flaws("programmes");
    try {
      for (Resource resource : directory.files("programmes", "*.yaml")) {
        YamlFields.read(resource, "programme:", flaws)
            .ifPresent(
                file ->
                    new ProgrammeFile(figures, scores, flaws)
                        .read(file)
                        .ifPresent(programme -> add(programme, file, platforms, tables)));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    flaws.refuse();
    used.forEach(one -> uses.remove(one.table()));
  }

  private void add(
      Programme programme, YamlFields file, Platforms platforms, DecisionTables tables) {
    if (programmes.put(programme.id(), programme) != null) {
      file.wrong("programme", "%s is there twice; leave one".formatted(programme.id()));
    }
    if (platforms.find(programme.platform()).isEmpty()) {
      file.wrong("platform", "config/platforms has no %s".formatted(programme.platform()));
    }
    Programme.Tables asked = programme.tables();
    use(programme, asked.eligibility(), false, file, tables);
    if (asked.standing() != null) {
      use(programme, asked.standing(), true, file, tables);
    }
  }

  private void use(
      Programme programme, String table, boolean standing, YamlFields file, DecisionTables tables) {
    if (!tables.ids().contains(table)) {
      file.wrong("tables", "bpmn/rules has no %s.dmn; write it, or name another".formatted(table));
      return;
    }
    Use use = uses.computeIfAbsent(table, name -> new Use(name, standing));
    use.codes.addAll(programme.conditions().keySet());
    programme.inputs().forEach(input -> use.inputs.add(input.name()));
  }

  /** What programmes make of a table. */
  private static final class Use implements TableUse {

    private final String table;
    private final boolean standing;
    private final Set<String> codes = new TreeSet<>();
    private final Set<String> inputs = new TreeSet<>(Set.of(PLATFORM, PROGRAMME));

    Use(String table, boolean standing) {
      this.table = table;
      this.standing = standing;
    }

    @Override
    public String table() {
      return table;
    }

    @Override
    public Set<String> inputs() {
      return Set.copyOf(inputs);
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      JsonNode code = standing ? said.path("code") : said;
      boolean known =
          code.isString()
              && codes.contains(code.asString())
              && (!standing || Standing.ofName(said.path("standing").asString("")).isPresent());
      return known
          ? Optional.empty()
          : Optional.of(new Flaw("EDITION_ROW_REASON", String.join("、", codes)));
    }
  }

  @Override
  public List<TableUse> uses() {
    return List.copyOf(uses.values());
  }

  public Collection<Programme> all() {
    return programmes.values();
  }

  public Optional<Programme> find(String id) {
    return Optional.ofNullable(programmes.get(id));
  }

  /** A platform's programme of a name. */
  public Optional<Programme> find(Platform platform, String name) {
    return find(id(platform, name));
  }

  /** The id of a platform's programme of a name, whether there is one or not. */
  public static String id(Platform platform, String name) {
    return platform.name().toLowerCase(Locale.ROOT) + "-" + name;
  }

  /**
   * The programme a membership is of.
   *
   * @throws IllegalStateException when its file was taken away since
   */
  public Programme get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no programme " + id));
  }
}
