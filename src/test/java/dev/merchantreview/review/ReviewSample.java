package dev.merchantreview.review;

import dev.merchantreview.shared.CaseId;

/** How tests come by cases of one type, without the engine. */
public interface ReviewSample {

  /** A new case handed in by the system {@code merchant}, with its reviewers. */
  CaseId inReview();

  /** The owner takes back what is reviewed. */
  void takeBack(CaseId caseId);
}
