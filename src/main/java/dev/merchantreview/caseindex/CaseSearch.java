package dev.merchantreview.caseindex;

import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.TypedText;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Understands what somebody looks for: ids, numbers, names. */
@Component
public class CaseSearch {

  private static final Pattern LICENCE = Pattern.compile("[0-9A-Z]{18}|[0-9]{15}");
  private static final Pattern IDENTITY = Pattern.compile("[0-9]{17}[0-9X]");
  private static final Pattern REGISTRATION = Pattern.compile("[0-9A-Z][0-9A-Z ./-]{1,31}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SHORTEST_TERM = 2;

  /**
   * How many of the newest cases are looked through for what has to do with other tables before
   * indexes are asked: a page of fifty is full then where one in a hundred matches, and fewer cost
   * little by the indexes (ours; measured with a million cases).
   */
  private static final int LOOKED_THROUGH = 5_000;

  /** The same for names, of which an index tells soon how many have them. */
  private static final int LOOKED_THROUGH_FOR_A_NAME = 1_000;

  /** As an index by bytes finds it; the second parameter is where texts that begin so end. */
  private static final String BEGINS = "%1$s ~>=~ %2$s and %1$s ~<~ %2$sEnd";

  /** No id has it. */
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private final JdbcClient jdbc;
  private final PersonalData personalData;

  CaseSearch(JdbcClient jdbc, PersonalData personalData) {
    this.jdbc = jdbc;
    this.personalData = personalData;
  }

  /**
   * @param merchants patterns of the merchants whose cases are shown; null shows all
   */
  CaseQuery query(CaseFilter filter, @Nullable List<String> merchants) {
    CaseQuery query = new CaseQuery(filter.order());
    equal(query, "type", filter.type());
    equal(query, "platform", filter.platform() == null ? null : filter.platform().name());
    equal(query, "state", filter.state());
    equal(query, "open", filter.open());
    equal(query, "reviewer", filter.reviewer());
    if (filter.from() != null) {
      query.add("created_at >= :from", "from", Timestamp.from(filter.from()));
    }
    if (filter.to() != null) {
      query.add("created_at < :to", "to", Timestamp.from(filter.to()));
    }
    if (filter.dueBefore() != null) {
      query.add("due_at < :dueBefore", "dueBefore", Timestamp.from(filter.dueBefore()));
    }
    if (filter.decided() != null && filter.decided().to() != null) {
      // Nothing is decided before there is a case: its newest need not be looked through.
      query.add("created_at < :decidedTo", "decidedTo", Timestamp.from(filter.decided().to()));
    }
    if (filter.decided() != null && !filter.decided().isAny()) {
      decided(query, filter.decided());
    }
    if (filter.person() != null) {
      query.addNarrow("keys && :person::text[]", "person", keys(filter.person()));
    }
    if (filter.merchantId() != null) {
      ofMerchants(query, "merchant", List.of(filter.merchantId()));
    }
    if (filter.licenceNumber() != null) {
      query.addNarrow(
          "licence_number = :licence",
          "licence",
          filter.licenceNumber().strip().toUpperCase(Locale.ROOT));
    }
    if (filter.text() != null) {
      understand(query, TypedText.stripped(filter.text()), merchants);
    }
    if (merchants != null) {
      ofMerchants(query, "mine", merchants);
    }
    return query;
  }

  private static void decided(CaseQuery query, CaseFilter.Decided filter) {
    List<String> conditions = new ArrayList<>();
    if (filter.verdict() != null) {
      conditions.add("r.verdict = :verdict");
      query.parameters().put("verdict", filter.verdict());
    }
    if (filter.by() != null) {
      conditions.add(filter.by() == CaseFilter.By.MACHINE ? "r.by_machine" : "not r.by_machine");
    }
    if (filter.round() != null) {
      conditions.add("r.round = :decidedRound");
      query.parameters().put("decidedRound", filter.round());
    }
    if (filter.problem() != null) {
      conditions.add("r.problems @> jsonb_build_array(jsonb_build_object('code', :problem::text))");
      query.parameters().put("problem", filter.problem());
    }
    if (filter.from() != null) {
      conditions.add("r.decided_at >= :decidedFrom");
      query.parameters().put("decidedFrom", Timestamp.from(filter.from()));
    }
    if (filter.to() != null) {
      conditions.add("r.decided_at < :decidedTo");
      query.parameters().put("decidedTo", Timestamp.from(filter.to()));
    }
    String decided = String.join(" and ", conditions);
    String found = "id in (select r.case_id from review_round r where " + decided + ")";
    if (filter.from() == null) {
      query.sift(
          "exists (select from review_round r where r.case_id = c.id and " + decided + ")",
          found,
          LOOKED_THROUGH);
    } else {
      // Days are known to be few or many.
      query.add(found);
    }
  }

  /**
   * The keyed hashes of the number of somebody's paper; empty for a text that cannot be one, and
   * for a number without a check digit that is nobody's: it may be anything else. An address that
   * has them tells nobody the number.
   */
  public List<String> person(String text) {
    return person(text, null);
  }

  /**
   * @param merchants patterns of the merchants whose cases count; null counts all. Nobody is told
   *     by what is found of their own whether others have such a number
   */
  private List<String> person(String text, @Nullable List<String> merchants) {
    String number = TypedText.stripped(text).toUpperCase(Locale.ROOT);
    if (IDENTITY.matcher(number).matches()) {
      return personalData.lookups("identity", number);
    }
    if (Arrays.stream(IdentityPaper.values()).noneMatch(paper -> paper.takes(number))) {
      return List.of();
    }
    List<String> hashes = personalData.lookups("identity", IdentityPaper.lasting(number));
    return exists("keys && :keys::text[]", "keys", keys(hashes), merchants) ? hashes : List.of();
  }

  private static String[] keys(List<String> persons) {
    return persons.stream()
        .map(hash -> IndexedCase.Kind.IDENTITY.of(hash).text())
        .toArray(String[]::new);
  }

  /** Whether a case's subject has this number: those from abroad can be like anything. */
  private boolean isRegistered(String number, @Nullable List<String> merchants) {
    return REGISTRATION.matcher(number).matches()
        && exists("licence_number = :number", "number", number, merchants);
  }

  private boolean exists(
      String condition, String name, Object value, @Nullable List<String> merchants) {
    String seen =
        merchants == null
            ? ""
            : """
               and exists (select from unnest(:patterns::text[]) pattern
                            where pattern <> ''
                              and (merchant_id = pattern
                                   or pattern like '%*' and starts_with(merchant_id, rtrim(pattern, '*'))))
              """;
    JdbcClient.StatementSpec asked =
        jdbc.sql("select exists (select from case_index where " + condition + seen + ")")
            .param(name, value);
    if (merchants != null) {
      asked = asked.param("patterns", merchants.toArray(String[]::new));
    }
    return asked.query(Boolean.class).single();
  }

  /** Whether there is enough in a text to look for. */
  static boolean isEnough(String text) {
    return ID.matcher(TypedText.stripped(text)).matches()
        || terms(text).stream().allMatch(CaseSearch::isLongEnough) && !terms(text).isEmpty();
  }

  private static void equal(CaseQuery query, String column, @Nullable Object value) {
    if (value != null) {
      query.add(column + " = :" + column, column, value);
    }
  }

  /** Theirs are the cases they act for, and those they are a side of, by now. */
  private void ofMerchants(CaseQuery query, String name, List<String> patterns) {
    // Nobody's cases have no merchant; an empty pattern is not theirs.
    List<String> exact =
        patterns.stream().filter(one -> !one.isEmpty() && !one.endsWith("*")).toList();
    List<String> prefixes =
        patterns.stream()
            .filter(one -> one.endsWith("*"))
            .map(one -> one.substring(0, one.length() - 1))
            .toList();
    List<String> any = new ArrayList<>();
    any.add("merchant_id = any(:" + name + ")");
    query.parameters().put(name, exact.toArray(String[]::new));
    if (!exact.isEmpty()) {
      any.add("keys && :" + name + "Keys::text[]");
      query
          .parameters()
          .put(
              name + "Keys",
              Stream.concat(
                      exact.stream().map(IndexedCase.Kind.MERCHANT::of),
                      streamersOf(exact).map(IndexedCase.Kind.STREAMER::of))
                  .map(IndexedCase.Key::text)
                  .toArray(String[]::new));
    }
    if (prefixes.isEmpty()) {
      query.addNarrow(oneOf(any));
      return;
    }
    List<String> indexed = new ArrayList<>(any);
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = ":" + name + "Prefix" + i;
      query.parameters().put(prefix.substring(1), prefixes.get(i));
      query.parameters().put(prefix.substring(1) + "End", prefixes.get(i) + LAST_CHARACTER);
      any.add(BEGINS.formatted("merchant_id", prefix) + " and merchant_id <> ''");
      any.add(
          "exists (select from unnest(keys) key where starts_with(key, '%s' || %s))"
              .formatted(IndexedCase.Kind.MERCHANT.of("").text(), prefix));
      any.add(
          "exists (select from unnest(keys) key join streamer s on s.id = substr(key, 3) where starts_with(key, '%s') and %s)"
              .formatted(
                  IndexedCase.Kind.STREAMER.of("").text(),
                  BEGINS.formatted("s.merchant_id", prefix)));
      indexed.add(BEGINS.formatted("merchant_id", prefix) + " and merchant_id <> ''");
      indexed.add("side_prefixes(keys) @> array[cast(" + prefix + " as text)]");
      indexed.add(
          "keys && array(select '%s' || s.id from streamer s where %s)"
              .formatted(
                  IndexedCase.Kind.STREAMER.of("").text(),
                  BEGINS.formatted("s.merchant_id", prefix)));
    }
    query.sift(oneOf(any), oneOf(indexed), LOOKED_THROUGH);
  }

  private static String oneOf(List<String> conditions) {
    return "(" + String.join(" or ", conditions) + ")";
  }

  private Stream<String> streamersOf(List<String> merchants) {
    return jdbc
        .sql("select id from streamer where merchant_id = any(:merchants)")
        .param("merchants", merchants.toArray(String[]::new))
        .query((row, number) -> row.getString(1))
        .list()
        .stream();
  }

  private void understand(CaseQuery query, String text, @Nullable List<String> merchants) {
    Optional<CaseId> id = CaseId.of(text);
    if (id.isPresent()) {
      query.parameters().put("id", text);
      query.addNarrow(
          "(id = :id or keys && :ofId::text[])",
          "ofId",
          new String[] {IndexedCase.Kind.CASE.of(text).text()});
      return;
    }
    String number = text.toUpperCase(Locale.ROOT);
    if (LICENCE.matcher(number).matches()) {
      query.parameters().put("number", number);
      query.addNarrow(
          "(licence_number = :number or keys && :ofPerson::text[])",
          "ofPerson",
          keys(person(number, merchants)));
      return;
    }
    List<String> persons = person(number, merchants);
    if (!persons.isEmpty() || isRegistered(number, merchants)) {
      query.parameters().put("number", number);
      query.addNarrow(
          "(licence_number = :number or keys && :ofPerson::text[])", "ofPerson", keys(persons));
      return;
    }
    if (ID.matcher(text).matches() && isKnown(text)) {
      query.parameters().put("known", text);
      query.addNarrow("(merchant_id = :known or keys && :ofKnown::text[])", "ofKnown", known(text));
      return;
    }
    List<String> terms = terms(text);
    if (terms.isEmpty() || !terms.stream().allMatch(CaseSearch::isLongEnough)) {
      query.nothing();
      return;
    }
    String named = named(query, terms);
    // A case may be called what a streamer is called.
    List<String> streamers = nicknamed(text);
    if (streamers.isEmpty()) {
      query.sift(named, pieces(terms) + " and " + named, LOOKED_THROUGH_FOR_A_NAME);
    } else {
      query.addNarrow(
          "(keys && :ofStreamers::text[] or " + pieces(terms) + " and " + named + ")",
          "ofStreamers",
          streamers.stream()
              .map(streamer -> IndexedCase.Kind.STREAMER.of(streamer).text())
              .toArray(String[]::new));
    }
  }

  private static String named(CaseQuery query, List<String> terms) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      String word = "word" + i;
      all.add("position(:" + word + " in search) > 0");
      query.parameters().put(word, terms.get(i));
    }
    return String.join(" and ", all);
  }

  /** The pieces of the words, which an index finds. */
  private static String pieces(List<String> terms) {
    return IntStream.range(0, terms.size())
        .mapToObj(i -> "name_pieces(search) @> name_pieces(:word" + i + ")")
        .collect(Collectors.joining(" and "));
  }

  /** In characters, as the database counts them. */
  private static boolean isLongEnough(String term) {
    return term.codePointCount(0, term.length()) >= SHORTEST_TERM;
  }

  /** A name in the form names are compared in, word by word. */
  private static List<String> terms(String text) {
    return Arrays.stream(text.split("[\\s\\u3000]+"))
        .map(TypedText::normal)
        .filter(term -> !term.isEmpty())
        .toList();
  }

  private static String[] known(String text) {
    return Stream.of(IndexedCase.Kind.MERCHANT, IndexedCase.Kind.STREAMER, IndexedCase.Kind.PRODUCT)
        .map(kind -> kind.of(text).text())
        .toArray(String[]::new);
  }

  /** Whether it is somebody's id: a name can be written like one. */
  private boolean isKnown(String text) {
    return jdbc.sql(
            CaseQuery.found(List.of("merchant_id = :text or keys && :keys::text[]"))
                + "select exists (select from "
                + CaseQuery.FOUND
                + ")")
        .param("text", text)
        .param("keys", known(text))
        .query(Boolean.class)
        .single();
  }

  private List<String> nicknamed(String text) {
    return jdbc.sql("select id from streamer where nickname = :text order by id limit 20")
        .param("text", text)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
