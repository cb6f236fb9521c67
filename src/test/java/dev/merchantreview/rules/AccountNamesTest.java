package dev.merchantreview.rules;

import static dev.merchantreview.rules.AccountNames.Likeness.NEAR;
import static dev.merchantreview.rules.AccountNames.Likeness.OTHER;
import static dev.merchantreview.rules.AccountNames.Likeness.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.ConfigurationDirectory;
import java.nio.charset.Charset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNamesTest {

  private static final AccountNames NAMES =
      new AccountNames(new ConfigurationDirectory("classpath:/config/"));

  @ParameterizedTest
  @CsvSource({
    "青禾(杭州)服饰有限公司, 青禾 （杭州）服饰有限公司",
    "杭州青禾服饰有限公司, 杭州青禾　服饰有限公司",
    "杭州青禾服饰有限公司, '杭州青禾服饰有限公司 '",
    "罗兰·贝格（上海）管理咨询有限公司, 罗兰・贝格(上海)管理咨询有限公司",
    "罗兰·贝格（上海）管理咨询有限公司, 罗兰．贝格（上海）管理咨询有限公司",
    "罗兰·贝格（上海）管理咨询有限公司, 罗兰•贝格〔上海〕管理咨询有限公司",
    "阿依古丽·买买提, 阿依古丽.买买提",
    "ABC贸易有限公司, ａｂｃ贸易有限公司",
    "刘䶮, 刘\ue863",
    "李〇, 李○"
  })
  void isOneNameHoweverItIsWritten(String name, String holder) {
    assertThat(NAMES.compare(holder, name)).isEqualTo(SAME);
    assertThat(NAMES.compare(name, holder)).isEqualTo(SAME);
  }

  @ParameterizedTest
  @CsvSource({"刘䶮, 刘?", "张㛃华, 张□华", "杭州青禾服飾有限公司, 杭州青禾服饰有限公司", "AO贸易, AО贸易"})
  void leavesToAPersonWhatMayBeOneName(String name, String holder) {
    assertThat(NAMES.compare(holder, name)).isEqualTo(NEAR);
    assertThat(NAMES.compare(name, holder)).isEqualTo(NEAR);
  }

  @ParameterizedTest
  @CsvSource({"杭州青禾服饰有限公司, 杭州青木服饰有限公司", "杭州青禾服饰有限公司, 杭州青禾服饰", "刘䶮, ??", "杭州青禾服饰有限公司, 杭州***饰有限公司"})
  void tellsTwoNamesApart(String name, String holder) {
    assertThat(NAMES.compare(holder, name)).isEqualTo(OTHER);
  }

  /** What a system of GBK stored in its old places reads back as the same name. */
  @Test
  void knowsThePlacesOfGbk() {
    Charset standard = Charset.forName("GB18030");
    int place = 0xE815;
    for (int second = 0x50; second <= 0xA0; second++) {
      if (second != 0x7F) {
        String today = new String(new byte[] {(byte) 0xFE, (byte) second}, standard);
        assertThat(NAMES.compare("刘" + Character.toString(place), "刘" + today)).isEqualTo(SAME);
        place++;
      }
    }
  }

  @Property
  void findsANameToBeItself(@ForAll @StringLength(max = 30) String name) {
    assertThat(NAMES.compare(name, " " + name)).isEqualTo(SAME);
  }
}
