package dev.merchantreview.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a notice's reviewing again is.
 *
 * @param begunAt when its first portion began; null before
 * @param touched how many cases it touched then
 * @param afterId the last case of the portion before
 * @param failed how many cases of this pass could not be opened
 * @param completedAt when there was nothing left to be opened; null before
 * @param stoppedAt when somebody stopped it; null unless that was so
 */
record ReviewAgainRun(
    String noticeId,
    @Nullable Instant begunAt,
    long touched,
    String afterId,
    int failed,
    @Nullable Instant completedAt,
    @Nullable Instant stoppedAt,
    @Nullable String stoppedBy) {}
