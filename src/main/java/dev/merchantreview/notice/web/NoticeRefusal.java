package dev.merchantreview.notice.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but a rule notice or an edition is refused with. */
enum NoticeRefusal implements Refusal {
  /** It has taken effect: it can be ended, not taken back. */
  NOTICE_IN_FORCE,
  /** It was taken back: another is published under another id. */
  NOTICE_WITHDRAWN,
  /** It comes from a file, and is changed there. */
  NOTICE_FROM_FILE,
  /** Another edition was loaded under this number. */
  EDITION_LOADED,
  /** It brings no edition that could be rehearsed. */
  NOTICE_WITHOUT_EDITION,
  /** Another rehearsal compares the scores of all subjects. */
  REHEARSAL_RUNNING,
  /** Comparing the scores of all subjects took longer than it may. */
  REHEARSAL_TOO_LONG,
  /** It has nothing reviewed again by itself. */
  NOTICE_WITHOUT_REVIEW_AGAIN;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
