package dev.merchantreview.programme.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something a subject does not meet.
 *
 * @param code stable
 * @param input the figure it is about, as the programme names it; null for none
 * @param label what people call the figure; null without one
 * @param value what the figure is; null where it is not known
 * @param asOf the day the figure is of; null likewise
 * @param threshold what it has to be; null where that is no single value
 * @param remedy what would meet it
 */
record UnmetView(
    String code,
    String message,
    @Nullable String input,
    @Nullable String label,
    @Nullable String value,
    @Nullable LocalDate asOf,
    @Nullable String threshold,
    String remedy) {}
