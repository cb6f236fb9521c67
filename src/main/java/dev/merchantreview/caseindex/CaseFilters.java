package dev.merchantreview.caseindex;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.web.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which cases are wanted from an address. */
@Component
public class CaseFilters {

  /** The names of the parameters that say which cases are wanted. */
  public static final Set<String> NAMES =
      Set.of(
          "type",
          "platform",
          "state",
          "open",
          "merchantId",
          "q",
          "licence",
          "reviewer",
          "from",
          "to",
          "dueBefore",
          "overdue",
          "verdict",
          "decidedBy",
          "decidedRound",
          "problem",
          "decidedFrom",
          "decidedTo",
          "person");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern STATE = Pattern.compile("[A-Z_]{1,40}");

  private final Set<String> types;
  private final Set<String> states;
  private final WorkingCalendar calendar;
  private final Clock clock;

  CaseFilters(CaseTypes types, WorkingCalendar calendar, Clock clock) {
    this.types = new TreeSet<>();
    types.all().forEach(type -> this.types.addAll(type.typeNames()));
    this.states = new TreeSet<>();
    types.all().forEach(type -> this.states.addAll(type.stateNames()));
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The names of all types, in order. */
  public Set<String> types() {
    return types;
  }

  /** The names of all states of all types, in order. */
  public Set<String> states() {
    return states;
  }

  /** What is wanted; what is wrong with it the query reports. */
  public CaseFilter read(Query query) {
    Optional<Instant> dueBefore = moment(query, "dueBefore", false);
    Optional<Boolean> overdue = flag(query, "overdue");
    Instant now = clock.instant();
    return new CaseFilter(
        oneOf(query, "type", types),
        query.constant("platform", Platform.class).orElse(null),
        query.text("state").filter(text -> isState(query, text)).orElse(null),
        flag(query, "open").orElse(null),
        query.text("merchantId").orElse(null),
        query.text("q").filter(text -> isEnough(query, text)).orElse(null),
        query.text("licence").orElse(null),
        query.text("reviewer").orElse(null),
        moment(query, "from", false).orElse(null),
        moment(query, "to", true).orElse(null),
        overdue.orElse(false) ? dueBefore.filter(now::isAfter).orElse(now) : dueBefore.orElse(null),
        new CaseFilter.Decided(
            query.constant("verdict", Verdict.class).map(Enum::name).orElse(null),
            query.constant("decidedBy", CaseFilter.By.class).orElse(null),
            query.positive("decidedRound").orElse(null),
            query.text("problem").orElse(null),
            moment(query, "decidedFrom", false).orElse(null),
            moment(query, "decidedTo", true).orElse(null)),
        query.text("person").map(hashes -> List.of(hashes.split("\\."))).orElse(null));
  }

  private static boolean isState(Query query, String text) {
    boolean right = STATE.matcher(text).matches();
    if (!right) {
      query.wrong(FieldError.of("#query/state", "WRONG_FORMAT", STATE.pattern()));
    }
    return right;
  }

  private static boolean isEnough(Query query, String text) {
    boolean enough = CaseFilter.isEnough(text);
    if (!enough) {
      query.wrong(FieldError.of("#query/q", "TOO_SHORT"));
    }
    return enough;
  }

  private static @Nullable String oneOf(Query query, String name, Set<String> allowed) {
    Optional<String> text = query.text(name);
    if (text.isPresent() && !allowed.contains(text.get())) {
      query.wrong(FieldError.of("#query/" + name, "NOT_ALLOWED", allowed.toString()));
    }
    return text.orElse(null);
  }

  private static Optional<Boolean> flag(Query query, String name) {
    Optional<String> text = query.text(name);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      query.wrong(FieldError.of("#query/" + name, "NOT_ALLOWED", "[true, false]"));
    }
    return text.map(Boolean::valueOf);
  }

  /**
   * A time, or a day of the platform's: its beginning, or where all of it counts the next one's.
   */
  private Optional<Instant> moment(Query query, String name, boolean wholeDay) {
    Optional<String> day = query.text(name).filter(text -> DATE.matcher(text).matches());
    if (day.isEmpty()) {
      return query.instant(name);
    }
    try {
      LocalDate date = LocalDate.parse(day.get()).plusDays(wholeDay ? 1 : 0);
      return Optional.of(date.atStartOfDay(calendar.zone()).toInstant());
    } catch (DateTimeParseException wrong) {
      query.wrong(FieldError.of("#query/" + name, "INVALID_DATE"));
      return Optional.empty();
    }
  }
}
