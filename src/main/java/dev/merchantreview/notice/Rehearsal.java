package dev.merchantreview.notice;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a notice's editions would have said to decided cases, and made of scores; nothing of those
 * is changed by it.
 *
 * @param number counts a notice's rehearsals from 1
 * @param noticeVersion the version of the notice that was rehearsed
 * @param editions the edition of each table that was asked
 * @param platforms those of the notice
 * @param cases of how many cases at most was asked
 * @param by who asked for it
 * @param decisions how many decisions were played
 * @param flipped how many of them are other ones
 * @param failed how many the edition could not decide
 * @param tookMillis how long the tables took, in milliseconds
 * @param rows how many decisions each row flips, the most first
 * @param scores those of which the notice brings other terms; empty where it brings none
 */
public record Rehearsal(
    String noticeId,
    int number,
    long noticeVersion,
    Map<String, Integer> editions,
    Set<Platform> platforms,
    int cases,
    String by,
    Instant at,
    int decisions,
    int flipped,
    int failed,
    long tookMillis,
    List<RowCount> rows,
    List<ScoreRehearsal> scores) {

  /** How many decisions a row of a table flips. */
  public record RowCount(String table, String row, int decisions) {}

  /**
   * A decision that is another one by the edition.
   *
   * @param place counts the flips of a rehearsal from 1
   * @param subject the case, or what else was judged
   * @param decidedAt when it was decided
   * @param editionBefore the edition that counts without the notice
   * @param before what it is by that edition, in JSON
   * @param after what it would be, in JSON; null where the edition fails on it
   * @param rows the rows that make the difference: matched then or now alone, or with another
   *     answer
   * @param failure why the edition cannot decide it; empty where it can
   */
  public record Flip(
      int place,
      String table,
      String subject,
      Instant decidedAt,
      int editionBefore,
      JsonNode before,
      JsonNode after,
      List<String> rows,
      String failure) {}
}
