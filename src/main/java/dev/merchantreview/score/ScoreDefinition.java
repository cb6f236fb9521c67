package dev.merchantreview.score;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A score with every edition of its terms.
 *
 * @param subject of whom it is: stores or streamers
 * @param platforms on which stores have it; empty for streamers, who are of no platform
 * @param countsDays how many days after its own it counts
 * @param editions by the day they begin
 */
public record ScoreDefinition(
    String name,
    String zh,
    String en,
    SubjectKind subject,
    Set<Platform> platforms,
    int countsDays,
    List<Edition> editions) {

  /**
   * Terms from a day on.
   *
   * @param number rises with each edition
   * @param from the first day it counts, where no notice on record says otherwise
   * @param notice the rule notice that brings it; null for none
   */
  public record Edition(int number, LocalDate from, @Nullable String notice, ScoreTerms terms) {}

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
