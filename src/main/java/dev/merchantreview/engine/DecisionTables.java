package dev.merchantreview.engine;

import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision tables this service was built with: {@code bpmn/rules}. */
@Component
public class DecisionTables {

  private static final String SUFFIX = ".dmn";

  private final SortedMap<String, String> released;
  private final Map<String, String> hashes;
  private final DeployedModels models;

  DecisionTables(Model model, DeployedModels models) {
    this.models = models;
    this.released =
        model.files().stream()
            .filter(file -> file.name().endsWith(SUFFIX))
            .collect(
                Collectors.toMap(
                    file -> file.name().substring(0, file.name().length() - SUFFIX.length()),
                    file -> new String(file.content(), StandardCharsets.UTF_8),
                    (one, other) -> one,
                    TreeMap::new));
    this.hashes =
        released.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    one -> Sha256.hex(one.getValue().getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * A table as a release has it.
   *
   * @param content the DMN file
   * @param sha256 of that file
   * @param since when a service first gave it to the engine; null before that
   */
  public record Release(String content, String sha256, @Nullable Instant since) {

    static Release of(String content, @Nullable Instant since) {
      return new Release(content, Sha256.hex(content.getBytes(StandardCharsets.UTF_8)), since);
    }
  }

  /**
   * A table as each release had it that gave it to the engine, oldest first, and as this one has
   * it: whatever has judged a case is among them.
   */
  public List<Release> releases(String table) {
    List<Release> all = new ArrayList<>(models.releases(table + SUFFIX));
    released(table)
        .filter(own -> all.stream().noneMatch(one -> one.content().equals(own)))
        .ifPresent(own -> all.add(Release.of(own, null)));
    return List.copyOf(all);
  }

  /** What tells the released file of a table from that of another release. */
  public Optional<String> sha256(String table) {
    return Optional.ofNullable(hashes.get(table));
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
