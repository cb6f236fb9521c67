package dev.merchantreview.caseindex;

import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.TypedText;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Understands what somebody looks for: ids, numbers, names. */
@Component
public class CaseSearch {

  private static final Pattern LICENCE = Pattern.compile("[0-9A-Z]{18}|[0-9]{15}");
  private static final Pattern IDENTITY = Pattern.compile("[0-9]{17}[0-9X]");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SHORTEST_TERM = 2;

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
    if (filter.decided() != null && !filter.decided().isAny()) {
      decided(query, filter.decided());
    }
    if (filter.person() != null) {
      query.addNarrow(
          "keys && :person::text[]",
          "person",
          filter.person().stream()
              .map(hash -> IndexedCase.Kind.IDENTITY.of(hash).text())
              .toArray(String[]::new));
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
      understand(query, TypedText.stripped(filter.text()));
    }
    if (merchants != null) {
      ofMerchants(query, "mine", merchants);
    }
    return query;
  }

  private static void decided(CaseQuery query, CaseFilter.Decided decided) {
    List<String> conditions = new ArrayList<>();
    if (decided.verdict() != null) {
      conditions.add("r.verdict = :verdict");
      query.parameters().put("verdict", decided.verdict());
    }
    if (decided.by() != null) {
      conditions.add(decided.by() == CaseFilter.By.MACHINE ? "r.by_machine" : "not r.by_machine");
    }
    if (decided.round() != null) {
      conditions.add("r.round = :decidedRound");
      query.parameters().put("decidedRound", decided.round());
    }
    if (decided.problem() != null) {
      conditions.add("r.problems @> jsonb_build_array(jsonb_build_object('code', :problem::text))");
      query.parameters().put("problem", decided.problem());
    }
    if (decided.from() != null) {
      conditions.add("r.decided_at >= :decidedFrom");
      query.parameters().put("decidedFrom", Timestamp.from(decided.from()));
    }
    if (decided.to() != null) {
      conditions.add("r.decided_at < :decidedTo");
      query.parameters().put("decidedTo", Timestamp.from(decided.to()));
    }
    query.add(
        "id in (select r.case_id from review_round r where "
            + String.join(" and ", conditions)
            + ")");
  }

  /**
   * The keyed hashes of an identity number; empty for a text that cannot be one. An address that
   * has them tells nobody the number.
   */
  public List<String> person(String text) {
    String number = TypedText.stripped(text).toUpperCase(Locale.ROOT);
    return IDENTITY.matcher(number).matches()
        ? personalData.lookups("identity", number)
        : List.of();
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
    String[] keys =
        Stream.concat(
                exact.stream().map(IndexedCase.Kind.MERCHANT::of),
                streamersOf(exact, prefixes).map(IndexedCase.Kind.STREAMER::of))
            .map(IndexedCase.Key::text)
            .toArray(String[]::new);
    if (keys.length > 0) {
      any.add("keys && :" + name + "Keys::text[]");
      query.parameters().put(name + "Keys", keys);
    }
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = name + "Prefix" + i;
      any.add("starts_with(merchant_id, :" + prefix + ") and merchant_id <> ''");
      any.add("exists (select from unnest(keys) key where starts_with(key, :" + prefix + "Key))");
      query.parameters().put(prefix, prefixes.get(i));
      query.parameters().put(prefix + "Key", IndexedCase.Kind.MERCHANT.of(prefixes.get(i)).text());
    }
    String theirs = "(" + String.join(" or ", any) + ")";
    if (prefixes.isEmpty()) {
      query.addNarrow(theirs);
    } else {
      // No index finds these; they may be many.
      query.add(theirs);
    }
  }

  private Stream<String> streamersOf(List<String> merchants, List<String> prefixes) {
    return jdbc
        .sql(
            "select id from streamer where merchant_id = any(:merchants)"
                + " or exists (select from unnest(:prefixes::text[]) prefix where starts_with(merchant_id, prefix))")
        .param("merchants", merchants.toArray(String[]::new))
        .param("prefixes", prefixes.toArray(String[]::new))
        .query((row, number) -> row.getString(1))
        .list()
        .stream();
  }

  private void understand(CaseQuery query, String text) {
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
          person(number).stream()
              .map(hash -> IndexedCase.Kind.IDENTITY.of(hash).text())
              .toArray(String[]::new));
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
    List<String> streamers = nicknamed(text);
    if (streamers.isEmpty()) {
      query.terms(terms);
    } else {
      query.addNarrow(
          "(keys && :ofStreamers::text[] or " + named(query, terms) + ")",
          "ofStreamers",
          streamers.stream()
              .map(streamer -> IndexedCase.Kind.STREAMER.of(streamer).text())
              .toArray(String[]::new));
    }
  }

  /** A case may be called what a streamer is called. */
  private static String named(CaseQuery query, List<String> terms) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      String word = "word" + i;
      all.add("name_pieces(search) @> name_pieces(:" + word + ")");
      all.add("position(:" + word + " in search) > 0");
      query.parameters().put(word, terms.get(i));
    }
    return String.join(" and ", all);
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
