package dev.merchantreview.refund;

import java.util.Map;

/**
 * What is reviewed: how much is paid back, and who has to agree.
 *
 * @param amountFen what was held when the review began
 * @param secondReview whether another person has to agree too
 * @param evidence the decision table that said so, its version and rows
 */
public record Assessment(long amountFen, boolean secondReview, Map<String, Object> evidence) {}
