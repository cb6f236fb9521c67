package dev.merchantreview.engine;

/**
 * Other editions of decision tables count, or will: the engine is to have them before their day.
 */
public record EditionsChanged() {}
