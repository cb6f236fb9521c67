package dev.merchantreview.caseindex;

import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.shared.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cases that have something in common with one. */
final class LinkedCases {

  private final JdbcClient jdbc;
  private final CaseId id;
  private final int most;
  private final Set<CaseId> named = new HashSet<>();
  private final List<CaseIndex.Linked> linked = new ArrayList<>();

  LinkedCases(JdbcClient jdbc, CaseId id, int most) {
    this.jdbc = jdbc;
    this.id = id;
    this.most = most;
    named.add(id);
  }

  List<CaseIndex.Linked> of(CaseIndex.LinkKeys kept) {
    List<String> related = kept.of(IndexedCase.Kind.CASE);
    add(
        CaseIndex.What.CASE,
        "id = any(:ids) or keys && :itself::text[]",
        Map.of(
            "ids",
            related.stream().map(key -> key.substring(2)).toArray(String[]::new),
            "itself",
            related(related)));
    if (kept.licence() != null) {
      add(CaseIndex.What.LICENCE, "licence_number = :licence", Map.of("licence", kept.licence()));
    }
    byKeys(CaseIndex.What.REPRESENTATIVE, kept.of(IndexedCase.Kind.IDENTITY));
    byKeys(CaseIndex.What.ACCOUNT, kept.of(IndexedCase.Kind.ACCOUNT));
    byKeys(CaseIndex.What.PRODUCT, kept.of(IndexedCase.Kind.PRODUCT));
    byKeys(CaseIndex.What.STREAMER, kept.of(IndexedCase.Kind.STREAMER));
    if (!kept.merchantId().isEmpty()) {
      add(
          CaseIndex.What.MERCHANT,
          "merchant_id = :merchant",
          Map.of("merchant", kept.merchantId()));
    }
    return List.copyOf(linked);
  }

  /** What names this case, or what this case names: the refund of a store is the store's. */
  private String[] related(List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    all.add(IndexedCase.Kind.CASE.of(id.value()).text());
    return all.toArray(String[]::new);
  }

  private void byKeys(CaseIndex.What what, List<String> keys) {
    if (!keys.isEmpty()) {
      add(what, "keys && :keys::text[]", Map.of("keys", keys.toArray(String[]::new)));
    }
  }

  private void add(CaseIndex.What what, String condition, Map<String, Object> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("named", named.stream().map(CaseId::value).toArray(String[]::new));
    all.put("limit", most + 1);
    List<FoundCase> found =
        jdbc.sql(
                CaseQuery.found(List.of(condition))
                    + "select %s from %s where id <> all(:named) order by created_at desc, id desc limit :limit"
                        .formatted(FoundCase.COLUMNS, CaseQuery.FOUND))
            .params(all)
            .query(FoundCase::read)
            .list();
    if (!found.isEmpty()) {
      List<FoundCase> shown = found.subList(0, Math.min(most, found.size()));
      shown.forEach(one -> named.add(one.id()));
      linked.add(new CaseIndex.Linked(what, List.copyOf(shown), found.size() > most));
    }
  }
}
