package dev.merchantreview.notice;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Which notices have a file in this instance's {@code config/notices}. */
@Component
class NoticeFolder {

  private volatile Set<String> ids = Set.of();

  /** Says what was found there. */
  void found(Set<String> noticeIds) {
    ids = Set.copyOf(noticeIds);
  }

  boolean has(String noticeId) {
    return ids.contains(noticeId);
  }
}
