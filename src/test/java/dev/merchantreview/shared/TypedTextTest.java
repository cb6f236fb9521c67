package dev.merchantreview.shared;

import static dev.merchantreview.shared.TypedText.Lines.MANY;
import static dev.merchantreview.shared.TypedText.Lines.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TypedTextTest {

  private static final Pattern VISIBLE = Pattern.compile(TypedText.VISIBLE);
  private static final List<String> BLANKS =
      List.of(
          "", " ", "\t", "\n", "\u00a0", "\u00ad", "\u034f", "\u115f", "\u1160", "\u1680", "\u180e",
          "\u2003", "\u200b", "\u200d", "\u202f", "\u2060", "\u2800", "\u3000", "\u3164", "\ufe0f",
          "\ufeff", "\uffa0");

  @Test
  void isBlankWhenItShowsNothing() {
    assertThat(BLANKS).allMatch(TypedText::isBlank);
    assertThat(TypedText.isBlank(null)).isTrue();
    assertThat(TypedText.isBlank(String.join("", BLANKS) + "\udb40\udd00\ud834\udd59")).isTrue();
    assertThat(List.of("青", ".", "\u3164a", "0", "\ud840\udc87")).noneMatch(TypedText::isBlank);
  }

  @Test
  void findsSomethingVisibleInEveryTextThatIsNotBlank() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(point -> !TypedText.isBlank(Character.toString(point)))
        .forEach(
            point ->
                assertThat(VISIBLE.matcher(Character.toString(point)).find())
                    .as("U+%04X", point)
                    .isTrue());
  }

  @Test
  void findsNothingVisibleInABlankUnlessItIsForbiddenAnyway() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .mapToObj(Character::toString)
        .filter(TypedText::isBlank)
        .filter(text -> VISIBLE.matcher(text).find())
        .forEach(text -> assertThat(TypedText.forbidden(text, MANY)).as(text).isPresent());
  }

  @Property
  void staysBlankWhateverBlanksAreAdded(
      @ForAll @IntRange(max = 21) int first, @ForAll String text) {
    String more = BLANKS.get(first) + text + BLANKS.get(BLANKS.size() - 1 - first);
    assertThat(TypedText.isBlank(more)).isEqualTo(TypedText.isBlank(text));
    assertThat(TypedText.normal(BLANKS.get(first))).isEmpty();
  }

  @Property
  void hasOneNormalForm(@ForAll String text) {
    String normal = TypedText.normal(text);
    assertThat(TypedText.normal(normal)).isEqualTo(normal);
    assertThat(TypedText.isSame(text, normal)).isTrue();
  }

  @Property
  void stripsBlanksOnly(@ForAll String text) {
    assertThat(TypedText.stripped("\u3000\u200b" + text + "\u00a0\n"))
        .isEqualTo(TypedText.stripped(text));
    assertThat(text).contains(TypedText.stripped(text));
  }

  @Test
  void saysTheSameWhateverTheWidthTheCaseTheBlanksAndTheDots() {
    assertThat(TypedText.normal("青禾 （杭州）\u3000服饰 ＡＢc")).isEqualTo("青禾(杭州)服饰abc");
    for (String dot : List.of("·", "•", "・", "．", "‧", "･", "∙", "⋅", ".", "﹒", " · ")) {
      assertThat(TypedText.normal("罗兰" + dot + "贝格")).as(dot).isEqualTo("罗兰·贝格");
    }
    assertThat(TypedText.isSame("杭州〔青禾〕服饰", "杭州(青禾)服饰")).isTrue();
    assertThat(TypedText.isSame("家居 ", "家居")).isTrue();
    assertThat(TypedText.isSame("家居\u200b", "家居")).isTrue();
    assertThat(TypedText.isSame("⾦", "金")).isTrue();
    assertThat(TypedText.isSame("畜牧活体", "畜牧活休")).isFalse();
  }

  @Test
  void namesACharacterThatHasNoPlaceInAText() {
    assertThat(TypedText.forbidden("杭州\u202e司公", ONE).map(TypedText.Forbidden::name))
        .contains("U+202E RIGHT-TO-LEFT OVERRIDE");
    for (int point :
        new int[] {
          0, 7, 0x7f, 0x85, 0xad, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x2060,
          0x2066, 0x2800, 0x3164, 0xd800, 0xdfff, 0xe000, 0xfdd0, 0xfeff, 0xfffc, 0xfffd, 0xffff,
          0xe0041, 0x1ffff, 0x10fffd
        }) {
      assertThat(TypedText.forbidden("青" + Character.toString(point) + "禾", MANY))
          .as("U+%04X", point)
          .contains(new TypedText.Forbidden(point));
      assertThat(new TypedText.Forbidden(point).name()).startsWith(String.format("U+%04X ", point));
    }
  }

  @Test
  void takesWhatPeopleWrite() {
    for (String text :
        List.of(
            "杭州青禾服饰有限公司",
            "罗兰·贝格（上海）",
            "O’Neill & Söhne",
            "䶮",
            "\ue863",
            "𠮷田",
            "ئۇيغۇر",
            "བོད་ཡིག",
            "❤️",
            "👨‍👩‍👧",
            "👍🏽",
            "1️⃣",
            "葛\udb40\udd00城",
            "全角\u3000空格",
            "\u3134a")) {
      assertThat(TypedText.forbidden(text, ONE)).as(text).isEmpty();
      assertThat(TypedText.shown(text)).isEqualTo(text);
    }
    assertThat(TypedText.forbidden("第一行\n第二行\t完\r\n", MANY)).isEmpty();
    assertThat(TypedText.forbidden("第一行\n第二行", ONE)).contains(new TypedText.Forbidden('\n'));
  }

  @Test
  void showsWhatAStoredTextHides() {
    assertThat(TypedText.shown("杭州\u202e司公\u0007")).isEqualTo("杭州‹202E›司公‹0007›");
  }

  @Property
  void forbidsWhatUnicodeSaysToIgnore(@ForAll @IntRange(max = 0x10FFFF) int point) {
    if (UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      assertThat(TypedText.forbidden("a" + Character.toString(point), MANY)).isPresent();
    }
  }
}
