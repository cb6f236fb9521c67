package dev.badge;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.merchantreview.lifecycle.Lifecycle;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A merchant's wish to carry a badge. */
final class Badge extends ReviewedCase<Badge.State, Badge.Event> {

  enum State {
    SUBMITTED,
    IN_REVIEW,
    ADMITTED,
    REFUSED,
    WITHDRAWN
  }

  enum Event {
    OPEN_REVIEW,
    ADMIT,
    REFUSE,
    WITHDRAW
  }

  private static final Lifecycle<State, Event> LIFECYCLE =
      Lifecycle.of(State.class, Event.class, State.SUBMITTED)
          .on(Event.OPEN_REVIEW, State.SUBMITTED, State.IN_REVIEW)
          .on(Event.ADMIT, State.IN_REVIEW, State.ADMITTED)
          .on(Event.REFUSE, State.IN_REVIEW, State.REFUSED)
          .on(Event.WITHDRAW, State.SUBMITTED, State.WITHDRAWN)
          .on(Event.WITHDRAW, State.IN_REVIEW, State.WITHDRAWN)
          .build();

  private final CaseId id;
  private final Instant createdAt;
  private final Data data;

  /** What is kept of it besides what is kept of every case. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  static final class Data {

    final String merchantId;
    final String level;
    @Nullable String admittedBy;

    @JsonCreator
    Data(String merchantId, String level) {
      this.merchantId = merchantId;
      this.level = level;
    }
  }

  Badge(CaseId id, Data data, String by, Instant now) {
    super(LIFECYCLE, Set.of(Event.WITHDRAW), now, ReviewRound.first(now, by));
    this.id = id;
    this.createdAt = now;
    this.data = data;
  }

  /** As it was kept. */
  Badge(Cases.Kept kept, Data data) {
    super(LIFECYCLE, Set.of(Event.WITHDRAW), kept);
    this.id = kept.id();
    this.createdAt = kept.createdAt();
    this.data = data;
  }

  boolean openReview(ReviewClock until) {
    if (!move(Event.OPEN_REVIEW)) {
      return false;
    }
    review(review().opened(until));
    return true;
  }

  boolean admit(String by) {
    if (!move(Event.ADMIT)) {
      return false;
    }
    data.admittedBy = by;
    review(review().withClock(null));
    return true;
  }

  boolean refuse(List<Problem> found, @Nullable String words) {
    return move(Event.REFUSE) && end(found, words);
  }

  boolean withdraw(@Nullable String words) {
    return move(Event.WITHDRAW) && end(problems(), words);
  }

  private boolean end(List<Problem> found, @Nullable String words) {
    review(review().said(found, words).withClock(null));
    return true;
  }

  Data data() {
    return data;
  }

  @Override
  public CaseId id() {
    return id;
  }

  @Override
  public String ownerId() {
    return data.merchantId;
  }

  @Override
  public Instant createdAt() {
    return createdAt;
  }
}
