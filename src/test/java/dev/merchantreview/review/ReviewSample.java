package dev.merchantreview.review;

import dev.merchantreview.shared.CaseId;
import java.nio.file.Path;

/** How tests come by cases of one type, without the engine. */
public interface ReviewSample {

  /** A new case handed in by the system {@code merchant}, with its reviewers. */
  CaseId inReview();

  /** Where its diagram is; its forms are beside it in {@code forms}. */
  default Path diagrams() {
    return Path.of("bpmn");
  }

  /** The owner takes back what is reviewed. */
  void takeBack(CaseId caseId);
}
