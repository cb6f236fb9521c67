package dev.merchantreview.streamer;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.shared.UnusableRuleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What the decision tables demand of a streamer: {@code bpmn/rules/pk-threshold.dmn} and {@code
 * lucky-draw.dmn}.
 */
@Component
public class StreamerRules {

  static final String PK_THRESHOLD = "pk-threshold";
  static final String LUCKY_DRAW = "lucky-draw";

  private static final List<String> TABLES = List.of(PK_THRESHOLD, LUCKY_DRAW);

  private static final String PLATFORM = "platform";
  private static final String LEVEL = "merchantLevel";
  private static final String RATING = "experienceRating";
  private static final String FOLLOWERS = "followers";

  /** What both tables are told. */
  static final Set<String> INPUTS = Set.of(PLATFORM, LEVEL, RATING, FOLLOWERS);

  private final Decisions decisions;
  private final Platforms platforms;
  private final String released;

  StreamerRules(Decisions decisions, Platforms platforms) {
    this.decisions = decisions;
    this.platforms = platforms;
    this.released = fingerprint();
  }

  /**
   * What the tables answered.
   *
   * @param pkUnmet what of the PK threshold does not hold, by code
   * @param luckyDrawUnmet what of the lucky draw's conditions does not hold, by code
   * @param evidence the decisions, their versions and the rows that matched
   */
  public record Answer(
      List<String> pkUnmet, List<String> luckyDrawUnmet, List<Map<String, Object>> evidence) {}

  /**
   * Which tables judge.
   *
   * @param content changes when a table does, or when another edition of it counts: what was judged
   *     by others is judged again
   * @param number rises with each newer model: what was judged by newer ones is left alone
   */
  record Version(String content, long number) {}

  /**
   * @throws dev.merchantreview.shared.OutsideUnavailableException while the engine does not have
   *     the tables yet
   */
  Version version() {
    return new Version(content(), decisions.modelNumber());
  }

  /** The released tables, and the editions that count instead of them at this moment. */
  private String content() {
    StringBuilder editions = new StringBuilder();
    for (Platform platform : new TreeSet<>(platforms.served())) {
      for (String table : TABLES) {
        decisions
            .inForce(table, Map.of(PLATFORM, platform.name()))
            .map(DecisionEditions.InForce::edition)
            .filter(edition -> edition != DecisionEditions.RELEASED)
            .ifPresent(edition -> editions.append(platform + table + edition + "\n"));
      }
    }
    return editions.isEmpty()
        ? released
        : Sha256.hex((released + "\n" + editions).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Answer ask(Streamer streamer, Platform platform) {
    Map<String, Object> figures =
        Map.of(
            PLATFORM,
            platform.name(),
            LEVEL,
            streamer.merchantLevel(),
            RATING,
            streamer.experienceRating(),
            FOLLOWERS,
            streamer.followers());
    Decisions.Result pk = decisions.evaluate(TABLES.getFirst(), figures);
    Decisions.Result draw = decisions.evaluate(TABLES.getLast(), figures);
    return new Answer(codes(pk), codes(draw), List.of(pk.evidence(), draw.evidence()));
  }

  /**
   * @throws UnusableRuleException when a row names no reason
   */
  private static List<String> codes(Decisions.Result result) {
    if (!result.output().valueStream().allMatch(JsonNode::isString)) {
      throw new UnusableRuleException(
          Decisions.named(result.evidence()),
          "a reason that is no text: " + result.evidence(),
          null);
    }
    return result.output().valueStream().map(JsonNode::asString).distinct().sorted().toList();
  }

  private static String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (String table : TABLES) {
      try (InputStream content =
          StreamerRules.class.getResourceAsStream("/bpmn/rules/" + table + ".dmn")) {
        all.append(Sha256.hex(Objects.requireNonNull(content, table).readAllBytes()));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
