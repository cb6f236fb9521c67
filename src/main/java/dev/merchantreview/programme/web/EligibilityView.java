package dev.merchantreview.programme.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subject lacks to be admitted.
 *
 * @param programme its id
 * @param subject the subject's id
 * @param on the day it was looked at for
 * @param eligible whether nothing is unmet
 * @param unmet all of it
 * @param known what is known of the subject
 * @param membershipId the subject's membership that has not ended; null for none
 */
record EligibilityView(
    String programme,
    String subject,
    LocalDate on,
    boolean eligible,
    List<UnmetView> unmet,
    List<KnownView> known,
    @Nullable String membershipId) {

  /**
   * Something that is known.
   *
   * @param input as the programme names it
   * @param label what people call it
   * @param value what it is; null where nothing was reported
   * @param asOf the day it is of; null where it is of now
   * @param counts whether it is new enough
   */
  record KnownView(
      String input,
      String label,
      @Nullable String value,
      @Nullable LocalDate asOf,
      boolean counts) {}
}
