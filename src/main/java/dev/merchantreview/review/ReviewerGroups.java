package dev.merchantreview.review;

/** Which groups reviewers are in. Who is not known is in none. */
public interface ReviewerGroups {

  /**
   * Whether a person is in a group.
   *
   * @param person as the cluster has it on record, or as anybody made it up
   * @param group a candidate group of the diagrams
   */
  boolean isMember(String person, String group);
}
