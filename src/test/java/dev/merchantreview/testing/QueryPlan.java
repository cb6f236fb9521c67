package dev.merchantreview.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How PostgreSQL carried a statement out. What it takes is told in pages, which do not depend on
 * who else is busy on the machine.
 */
public record QueryPlan(String text) {

  private static final Pattern PAGES = Pattern.compile("Buffers: shared[^\n]*");

  /**
   * What an {@code explain (analyze, buffers)} says.
   *
   * @param explain the statement to explain with these options before it, and its parameters
   */
  public static QueryPlan of(JdbcClient.StatementSpec explain) {
    return new QueryPlan(
        explain.query(String.class).list().stream().collect(Collectors.joining("\n")));
  }

  /** Pages the whole statement looked at: what its outermost step says. */
  public long pages() {
    Matcher first = PAGES.matcher(text);
    assertThat(first.find()).as(text).isTrue();
    return Stream.of("hit", "read")
        .map(kind -> Pattern.compile(kind + "=(\\d+)").matcher(first.group()))
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
