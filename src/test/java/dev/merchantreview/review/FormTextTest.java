package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FormTextTest {

  @Test
  void leavesNothingThatMarkupIsMadeOf() {
    String written = "[官方](http://e.invalid/) **核验** <b>粗</b> {{1+1}} `x` # 1. www.e.invalid\nnext";
    assertThat(FormText.of(written).encoded())
        .doesNotContain("[", "]", "(", "<", ">", "*", "{", "`", ".", ":", "/", "\n", "\"")
        .contains("官方", "核验", "粗")
        .contains("&#91;官方&#93;");
  }

  @Test
  void isSentEncodedAndKeepsLettersAsTheyAre() {
    assertThat(JsonMapper.builder().build().writeValueAsString(FormText.of("青禾 Shop 7 <i>")))
        .isEqualTo("\"青禾 Shop 7 &#60;i&#62;\"");
    assertThat(FormText.of(null).encoded()).isEmpty();
  }

  @Test
  void writesOutWhatTurnsTheText() {
    assertThat(FormText.of("杭州\u202e司公\n完").encoded()).isEqualTo("杭州‹202E›司公 完");
  }
}
