package dev.merchantreview.review;

/**
 * A user task reviewers get.
 *
 * @param elementId the BPMN element
 * @param group whose verdict counts: the element's candidate group
 */
public record ReviewedTask(String elementId, String group) {}
