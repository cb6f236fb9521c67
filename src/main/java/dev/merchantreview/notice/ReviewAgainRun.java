package dev.merchantreview.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a notice's reviewing again is. It goes over the cases in passes, each from the beginning:
 * what was decided before the notice's day can be seen behind it.
 *
 * @param begunAt when its first portion began; null before
 * @param touched how many cases it touched then
 * @param afterId the last case of the portion before
 * @param passBegunAt when the present pass began; null between passes
 * @param passOpened how many cases it opened
 * @param nextPassAt the next pass does not begin before
 * @param completedAt when there was nothing left to be opened; null before
 * @param leftAtStop how many were to be opened still when it was stopped
 * @param stoppedAt when somebody stopped it; null unless that was so
 */
record ReviewAgainRun(
    String noticeId,
    @Nullable Instant begunAt,
    long touched,
    String afterId,
    @Nullable Instant passBegunAt,
    int passOpened,
    Instant nextPassAt,
    @Nullable Instant completedAt,
    long leftAtStop,
    @Nullable Instant stoppedAt,
    @Nullable String stoppedBy) {}
