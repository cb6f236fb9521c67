package dev.merchantreview.review;

/**
 * A user task reviewers get, and the steps before and after it.
 *
 * @param elementId the BPMN element
 * @param group whose verdict counts: the element's candidate group
 * @param preparedBy the element that makes what the task shows
 * @param recordedBy the element that records the verdict
 */
public record ReviewedTask(String elementId, String group, String preparedBy, String recordedBy) {

  boolean isAt(String element) {
    return element.equals(elementId) || element.equals(preparedBy) || element.equals(recordedBy);
  }
}
