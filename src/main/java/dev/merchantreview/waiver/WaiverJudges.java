package dev.merchantreview.waiver;

import dev.merchantreview.shared.Platform;
import java.util.Set;

/** Knows who has a say in the open cases of a module: none of these grants a waiver for them. */
public interface WaiverJudges {

  /**
   * Who handed in a case that is open and that a waiver for the subject could serve, and who gave a
   * verdict on it so far. No verdict on these is recorded until the caller's transaction ends.
   */
  Set<String> of(Platform platform, WaiverSubject subject);
}
