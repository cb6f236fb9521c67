package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the process is told of a filing, by the names in {@code bpmn/streamer-filing.bpmn}. An
 * instance accompanies a filing from what makes it PENDING until it is decided or closed; what
 * happens to it in between is told to that instance, everything else has one begin.
 */
final class FilingMessages {

  static final String REVIEW_REDATED = "streamer-filing-review-redated";

  // Have an instance begin.
  private static final String DECLARED = "streamer-filing-declared";
  private static final String LISTED = "streamer-filing-listed";
  private static final String REOPENED = "streamer-filing-reopened";
  private static final String SUBMITTED = "streamer-filing-submitted";

  // Are told to one that runs.
  private static final String HANDED_IN = "streamer-filing-handed-in";
  private static final String WITHDRAWN = "streamer-filing-withdrawn";
  private static final String EDITED = "streamer-filing-edited";
  private static final String WAIT_REDATED = "streamer-filing-wait-redated";
  private static final String CLOSED = "streamer-filing-closed";

  /** Ends an instance of the diagrams before cycles, which lived for one round of review. */
  private static final String ROUND_ENDED = "streamer-filing-round-ended";

  private FilingMessages() {}

  /** How a filing stood before a change. */
  record Before(
      FilingState state, int cycle, boolean accompanied, String cycleKey, String roundKey) {

    static Before of(Filing filing) {
      return new Before(
          filing.state(),
          filing.cycle(),
          filing.isAccompanied(),
          filing.cycleKey(),
          filing.roundKey());
    }

    private boolean isReviewOfBefore() {
      return cycle == 0 && state == FilingState.IN_REVIEW;
    }
  }

  /** It waits for its owner, for the reason it was given last. */
  static List<Message> pending(Filing filing) {
    return List.of(
        begins(
            filing,
            switch (filing.reasons().getLast().scenario()) {
              case SELF_BUILT, PK -> DECLARED;
              case DISTRIBUTION -> LISTED;
              case PRODUCT_EDIT, REVIEW_AGAIN -> REOPENED;
            }));
  }

  /**
   * The qualification was handed in. An instance waits by the round it came to last: one that has
   * seen a later submission already takes no earlier one's message for another.
   */
  static List<Message> submitted(Filing filing, Before before) {
    return List.of(
        before.accompanied()
            ? new Message(HANDED_IN, before.roundKey(), Map.of())
            : begins(filing, SUBMITTED));
  }

  /** It was taken back. */
  static List<Message> withdrawn(Filing filing, Before before) {
    return toPending(WITHDRAWN, filing, before);
  }

  /** The product was edited. */
  static List<Message> edited(Filing filing, Before before) {
    return toPending(EDITED, filing, before);
  }

  /** A notice has it reviewed again: it waits for its owner, or is checked at once. */
  static List<Message> reopened(Filing filing) {
    return filing.state() == FilingState.PENDING
        ? pending(filing)
        : List.of(begins(filing, SUBMITTED));
  }

  private static List<Message> toPending(String message, Filing filing, Before before) {
    if (before.accompanied()) {
      return List.of(new Message(message, filing.roundKey(), Map.of()));
    }
    List<Message> messages = new ArrayList<>(endOfBefore(filing, before));
    messages.addAll(pending(filing));
    return messages;
  }

  /** The product is off the shelf. */
  static List<Message> closed(Filing filing, Before before) {
    return before.accompanied()
        ? List.of(new Message(CLOSED, before.cycleKey(), Map.of()))
        : endOfBefore(filing, before);
  }

  /** The qualification is waited for until another time. */
  static List<Message> waitRedated(Filing filing) {
    return List.of(new Message(WAIT_REDATED, filing.roundKey(), Map.of()));
  }

  /**
   * A review from before cycles goes on where it began, or was moved to a later diagram since; each
   * knows one of the two.
   */
  private static List<Message> endOfBefore(Filing filing, Before before) {
    return before.isReviewOfBefore()
        ? List.of(
            new Message(ROUND_ENDED, filing.roundKey(), Map.of()),
            new Message(CLOSED, before.cycleKey(), Map.of()))
        : List.of();
  }

  private static Message begins(Filing filing, String message) {
    return new Message(message, filing.cycleKey(), variables(filing));
  }

  /** What every instance has to know. */
  static Map<String, Object> variables(Filing filing) {
    return Map.of(
        "caseId", filing.id().value(),
        "cycle", filing.cycle(),
        "cycleKey", filing.cycleKey(),
        "round", filing.round(),
        "roundKey", filing.roundKey());
  }
}
