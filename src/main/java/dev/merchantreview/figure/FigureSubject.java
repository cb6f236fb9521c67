package dev.merchantreview.figure;

/**
 * Whom a figure is about.
 *
 * @param id a store's or provider's of this service, a merchant's or streamer's of the platform
 */
public record FigureSubject(SubjectKind kind, String id) {}
