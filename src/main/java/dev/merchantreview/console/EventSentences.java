package dev.merchantreview.console;

import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells events in sentences: who did what, when, on what evidence and until when. What a sentence
 * does not name of an event's details stands below it; what is not known here is told by its code.
 */
@Component
class EventSentences {

  private static final String PREFIX = "timeline.";
  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z");
  private static final String FEN = "Fen";

  /** By when something has to be done: the end of a day is written as its last moment. */
  private static final Pattern DEADLINE = Pattern.compile("(?i).*(due|remindAt|fileBy).*");

  /** The task's key in the engine says nothing to a reader; it is in the event itself. */
  private static final Set<String> NOT_TOLD = Set.of("taskKey");

  /** What has the name of a category, or of the main category that is an industry. */
  private static final Set<String> CATEGORIES = Set.of("category", "categories", "industry");

  private static final String UNKNOWN = "–";

  private final MessageSource messages;
  private final ReviewedTypes types;
  private final ConsoleTimes times;
  private final JsonMapper json;
  private final CategoryWords words;

  EventSentences(
      MessageSource messages,
      ReviewedTypes types,
      ConsoleTimes times,
      JsonMapper json,
      CategoryWords words) {
    this.messages = messages;
    this.types = types;
    this.times = times;
    this.json = json;
    this.words = words;
  }

  /**
   * An event as it is told.
   *
   * @param at to the second, where the platform is
   * @param moment the same for machines
   * @param change how the state changed; null where it did not
   * @param event all of it that may be shown, as JSON
   */
  record Told(
      long seq,
      String at,
      Instant moment,
      String action,
      String sentence,
      @Nullable String change,
      List<Fact> facts,
      String event) {}

  /** A detail of an event. */
  record Fact(String label, String value) {}

  /** An event in a language. */
  Told tell(CaseId caseId, RecordedEvent event, Locale locale) {
    Telling telling = new Telling(caseId, event, locale);
    String sentence = telling.sentence();
    return new Told(
        event.seq(),
        times.second(event.at()),
        event.at(),
        event.action(),
        sentence,
        telling.change(),
        telling.facts(),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(event));
  }

  private Optional<String> text(String key, Locale locale) {
    return Optional.ofNullable(messages.getMessage(PREFIX + key, null, null, locale));
  }

  private static String filled(String text, Function<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(values.apply(name.group(1))));
  }

  private final class Telling {

    private final CaseId caseId;
    private final RecordedEvent event;
    private final Locale locale;
    private final Set<String> used = new HashSet<>(NOT_TOLD);

    Telling(CaseId caseId, RecordedEvent event, Locale locale) {
      this.caseId = caseId;
      this.event = event;
      this.locale = locale;
    }

    String sentence() {
      String who = who(event.actor());
      return text(event.action(), locale)
          .map(text -> filled(text, name -> name.equals("who") ? who : detail(name)))
          .orElseGet(
              () ->
                  filled(
                      part("unknown"), name -> name.equals("who") ? who.strip() : event.action()));
    }

    private String who(ActorRef actor) {
      return text("who." + actor.kind().name(), locale)
          .map(text -> filled(text, name -> actor.id()))
          .orElseGet(actor::id);
    }

    private String detail(String name) {
      used.add(name);
      JsonNode value = event.details().path(name);
      return value.isMissingNode() || value.isNull() ? UNKNOWN : value(name, value);
    }

    @Nullable String change() {
      String to = event.toState();
      if (to == null) {
        return null;
      }
      String from = event.fromState();
      return filled(
          part(from == null ? "begun" : "change"),
          name -> state(name.equals("to") || from == null ? to : from));
    }

    /** A state's name can mean another thing where a type of case had it before. */
    private String state(String state) {
      return text("state." + caseId.prefix() + state, locale)
          .orElseGet(
              () -> String.valueOf(messages.getMessage("state." + state, null, state, locale)));
    }

    List<Fact> facts() {
      List<Fact> facts = new ArrayList<>();
      for (String name : event.details().propertyNames()) {
        JsonNode value = event.details().path(name);
        if (!used.contains(name) && !value.isNull() && !isEmpty(value)) {
          facts.add(new Fact(text("fact." + name, locale).orElse(name), value(name, value)));
        }
      }
      return List.copyOf(facts);
    }

    private static boolean isEmpty(JsonNode value) {
      return value.isContainer() ? value.isEmpty() : value.asString().isBlank();
    }

    private String value(String name, JsonNode value) {
      if (name.endsWith(FEN) && value.isNumber()) {
        return BigDecimal.valueOf(value.asLong(), 2).toPlainString();
      }
      if (name.equals("checks") && value.isArray()) {
        return checks(value);
      }
      if (value.isArray()) {
        return value.valueStream().map(one -> value(name, one)).collect(joined());
      }
      if (value.isObject()) {
        return object((ObjectNode) value);
      }
      if (name.equals("days")) {
        return day(value.asString());
      }
      if (CATEGORIES.contains(name)) {
        return words.of(value.asString(), locale);
      }
      if (name.equals("code")) {
        return problem(value.asString());
      }
      if (name.equals("state") || name.equals("missing")) {
        return state(value.asString());
      }
      return plain(name, value.asString());
    }

    private String plain(String name, String value) {
      if (INSTANT.matcher(value).matches()) {
        return time(name, value);
      }
      return text("value." + value, locale).orElse(value);
    }

    private String time(String name, String value) {
      try {
        Instant instant = Instant.parse(value);
        return DEADLINE.matcher(name).matches() ? times.last(instant) : times.minute(instant);
      } catch (DateTimeException other) {
        return value;
      }
    }

    /** As a review's clock describes its days: the date, and what it counted as. */
    private String day(String value) {
      int space = value.indexOf(' ');
      return space < 0
          ? value
          : value.substring(0, space)
              + " "
              + text("value." + value.substring(space + 1), locale)
                  .orElse(value.substring(space + 1));
    }

    private String object(ObjectNode value) {
      if (value.has("decision") && value.has("rules")) {
        return filled(
            part(decision(value)),
            name ->
                name.equals("rows")
                    ? value.path("rules").valueStream().map(JsonNode::asString).collect(joined())
                    : value.path(name).asString());
      }
      if (value.has("code")) {
        String place = value.path("pointer").asString("");
        String note = value.path("note").asString("");
        return problem(value.path("code").asString())
            + (place.isEmpty() ? "" : " (" + place + ")")
            + (note.isEmpty() ? "" : ": " + note)
            + rest(value, Set.of("code", "pointer", "note", "from"));
      }
      return value.toString();
    }

    /** A tree of categories has no version: its text is in its name. */
    private static String decision(ObjectNode value) {
      String released = value.has("version") ? "table" : "tree";
      return value.has("notice") ? "table.inForce" : released;
    }

    private String rest(ObjectNode value, Set<String> told) {
      return value.propertyNames().stream()
          .filter(name -> !told.contains(name) && !value.path(name).isNull())
          .map(
              name ->
                  " · "
                      + text("fact." + name, locale).orElse(name)
                      + " "
                      + value.path(name).asString())
          .collect(Collectors.joining());
    }

    private String problem(String code) {
      Optional<Reviewed<?>> type = types.find(caseId);
      return type.flatMap(one -> one.table().code(code))
          .map(one -> one.text().in(locale))
          .orElseGet(
              () -> String.valueOf(messages.getMessage("error." + code, null, code, locale)));
    }

    private String checks(JsonNode checks) {
      List<JsonNode> wrong = with(checks, "problems");
      List<JsonNode> found =
          with(checks, "findings").stream().filter(one -> !wrong.contains(one)).toList();
      String counted =
          filled(
              part("checks"),
              name ->
                  Integer.toString(
                      switch (name) {
                        case "wrong" -> wrong.size();
                        case "found" -> found.size();
                        default -> checks.size() - wrong.size() - found.size();
                      }));
      List<JsonNode> named = new ArrayList<>(wrong);
      named.addAll(found);
      return named.isEmpty()
          ? counted
          : counted
              + filled(part("checks.of"), name -> named.stream().map(this::rule).collect(joined()));
    }

    private List<JsonNode> with(JsonNode checks, String what) {
      return checks.valueStream().filter(one -> !one.path(what).isEmpty()).toList();
    }

    private String rule(JsonNode check) {
      String rule = check.path("rule").asString();
      return types
          .find(caseId)
          .flatMap(type -> type.ruleName(rule))
          .map(name -> name.in(locale))
          .orElse(rule);
    }

    private Collector<CharSequence, ?, String> joined() {
      return Collectors.joining(part("join"));
    }

    private String part(String name) {
      return text("part." + name, locale).orElse("{" + name + "}");
    }
  }
}
