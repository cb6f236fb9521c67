package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares the index, and what is counted of it, with the cases' own tables. */
public final class RightIndex {

  private static final int EVERYTHING = 1_000_000;

  private RightIndex() {}

  /**
   * Holds that every case has its row, that each is right, and that the counts are those of the
   * rows.
   */
  public static void check(ServiceAlone service) {
    assertThat(wrong(service, any -> true)).isEmpty();
    List<Map<String, Object>> counted = counts(service.database());
    service.bean(IndexBuild.class).run();
    assertThat(service.bean(IndexBuild.class).status().repaired()).isZero();
    assertThat(counts(service.database())).isEqualTo(counted);
    service.bean(CaseFigures.class).sumUp();
    assertThat(counts(service.database())).isEqualTo(counted);
  }

  /** Makes it anew, and waits until it is. */
  public static void rebuild(ServiceAlone service) {
    service.bean(IndexBuild.class).run();
  }

  /**
   * Holds the same of the cases of a merchant; others change cases of the same service as they
   * like.
   */
  public static void checkOf(ServiceAlone service, String merchantId) {
    assertThat(wrong(service, row -> row.merchantId().equals(merchantId))).isEmpty();
  }

  /**
   * Holds the same of the cases that are decided: samples are brought into review without the
   * events of the way there.
   */
  public static void checkDecided(ServiceAlone service) {
    assertThat(wrong(service, row -> !row.open() && row.reviewer() != null)).isEmpty();
  }

  /** Holds the same of these cases, which nobody changes now. */
  public static void checkOf(ServiceAlone service, Collection<CaseId> ids) {
    assertThat(ids).isNotEmpty();
    assertThat(wrong(service, ids, any -> true)).isEmpty();
  }

  /** Each case whose row is not what its tables say, with both. */
  static List<String> wrong(ServiceAlone service, Predicate<IndexRow> looked) {
    return service.bean(CaseTypes.class).all().stream()
        .map((CaseType type) -> type.ids("", EVERYTHING))
        .flatMap(ids -> wrong(service, ids, looked).stream())
        .toList();
  }

  private static List<String> wrong(
      ServiceAlone service, Collection<CaseId> ids, Predicate<IndexRow> looked) {
    IndexRows rows = service.bean(IndexRows.class);
    List<String> wrong = new ArrayList<>();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Map<String, IndexRow> kept = rows.kept(ids);
              for (CaseId id : ids) {
                Optional<IndexRow> right = rows.of(id);
                IndexRow there = kept.get(id.value());
                if (right.filter(looked).isPresent()
                    && !Objects.equals(right.orElse(null), there)) {
                  wrong.add(id + "\n  has   " + there + "\n  wants " + right);
                }
              }
            });
    return wrong;
  }

  private static List<Map<String, Object>> counts(JdbcClient database) {
    return database
        .sql(
            "select figure, detail, day, type, platform, key, sum(n) as n from (select figure, detail, day, type, platform, key, n"
                + " from case_figure union all select figure, detail, day, type, platform, key, n from case_figure_change) f"
                + " group by figure, detail, day, type, platform, key having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6")
        .query()
        .listOfRows();
  }
}
