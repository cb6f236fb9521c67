package dev.merchantreview.category;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute products of a category are described by.
 *
 * @param name what products call it
 * @param english its name in English; null where there is none
 * @param required whether a product has to state it
 * @param values the only values it may have; empty where it may have any
 */
public record CategoryAttribute(
    String name, @Nullable String english, boolean required, List<String> values) {}
