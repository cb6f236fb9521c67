package dev.merchantreview.rules;

/**
 * A part of every platform's profile, declared as a bean by the module it belongs to. Two modules
 * may have parts under one key, each with values of its own.
 *
 * @param key where it stands in the file
 * @param type its values, with the limits they are held to
 */
public record ProfilePart(String key, Class<? extends Record> type) {}
