package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a card of Tasklist shows is told first, and fits. */
class TaskLineTest {

  @Test
  void saysDayPlatformNameAndAmount() {
    assertThat(TaskLine.of(List.of("12月2日前", "抖音"), "拾野咖啡", List.of("¥10000")))
        .isEqualTo("12月2日前 抖音 拾野咖啡 ¥10000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
        "An English name of a store that is far too long for a card of the list",
        "𠮷野家𠮷野家𠮷野家𠮷野家𠮷野家𠮷野家𠮷野家𠮷野家"
      })
  void shortensTheNameOnly(String name) {
    String line = TaskLine.of(List.of("12月2日前", "抖音"), name, List.of("¥123456.78", "第2次"));
    assertThat(line).startsWith("12月2日前 抖音 ").endsWith("… ¥123456.78 第2次");
    assertThat(TaskLine.width(line)).isLessThanOrEqualTo(296);
    assertThat(line.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF)).isEmpty();
  }
}
