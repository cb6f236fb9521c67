package dev.merchantreview.programme;

import tools.jackson.databind.JsonNode;

/**
 * What a diagram's business rule task called and was answered, as the process brings it.
 *
 * @param table the id it called
 * @param answer null in JSON when no row matched
 */
public record TableCall(String table, JsonNode answer) {}
