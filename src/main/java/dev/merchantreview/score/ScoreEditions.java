package dev.merchantreview.score;

import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNotices;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which edition of a score's terms counts on a day: its notice says, where one is on record. */
@Component
class ScoreEditions {

  private final RuleNotices notices;

  ScoreEditions(RuleNotices notices) {
    this.notices = notices;
  }

  /** Empty before the first. */
  Optional<ScoreDefinition.Edition> on(ScoreDefinition definition, LocalDate day) {
    return definition.editions().stream()
        .flatMap(edition -> begun(edition, day).map(from -> new Begun(edition, from)).stream())
        .max(Comparator.comparing(Begun::from).thenComparing(begun -> begun.edition().number()))
        .map(Begun::edition);
  }

  private record Begun(ScoreDefinition.Edition edition, LocalDate from) {}

  /** The first day of an edition that counts on this day. */
  private Optional<LocalDate> begun(ScoreDefinition.Edition edition, LocalDate day) {
    Optional<RuleNotice> notice = Optional.ofNullable(edition.notice()).flatMap(notices::find);
    return notice
        .map(
            one ->
                one.standingOn(day) == RuleNotice.Standing.IN_FORCE
                    ? Optional.of(one.content().effectiveFrom())
                    : Optional.<LocalDate>empty())
        .orElseGet(() -> Optional.of(edition.from()).filter(from -> !from.isAfter(day)));
  }
}
