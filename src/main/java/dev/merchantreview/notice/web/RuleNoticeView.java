package dev.merchantreview.notice.web;

import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule notice as the API shows it. Days are those where the platform is.
 *
 * @param id as whoever loaded it calls it
 * @param standing ANNOUNCED before its first day, IN_FORCE from then to its last, ENDED after that;
 *     WITHDRAWN when it was taken back before its first day
 * @param platforms those it is for
 * @param title what it is called, in both languages
 * @param publishedOn the day it was published
 * @param publicUntil the last day it could be objected to; null where it was not put up for that
 * @param effectiveFrom the first day it counts
 * @param endsOn the last day it counts; null while no end is known
 * @param source where it is published
 * @param tables the decision tables it touches
 * @param programmes the programmes it touches
 * @param transition what becomes of those already in
 * @param adjustUntil the last day those already in have to adjust; null where they have no period
 * @param reviewAgainFrom the day reviewing again begins; null where nothing is reviewed again by
 *     itself
 * @param origin whether it is changed by calls (API) or in its file (FILE)
 * @param historyId the id its events are under: {@code GET /cases/{id}/history}
 * @param withdrawnAt when it was taken back; null unless it was
 */
record RuleNoticeView(
    String id,
    RuleNotice.Standing standing,
    List<Platform> platforms,
    RuleNoticeContent.Title title,
    LocalDate publishedOn,
    @Nullable LocalDate publicUntil,
    LocalDate effectiveFrom,
    @Nullable LocalDate endsOn,
    String source,
    List<RuleNoticeContent.TouchedTable> tables,
    List<String> categories,
    List<String> programmes,
    RuleNoticeContent.Transition transition,
    @Nullable LocalDate adjustUntil,
    @Nullable LocalDate reviewAgainFrom,
    RuleNotice.Origin origin,
    String historyId,
    @Nullable OffsetDateTime withdrawnAt,
    String changedBy,
    OffsetDateTime changedAt) {}
