package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.DeskLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One source of the forms says in each deployment one language first, the other in small print. */
class FormWordsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern IDEOGRAPH = Pattern.compile("\\p{IsHan}");

  private static Stream<Model.File> forms(DeskLanguage language) {
    return Model.built(language).files().stream().filter(file -> file.name().endsWith(".form"));
  }

  private static JsonNode tree(byte[] form) {
    return JSON.readTree(new String(form, StandardCharsets.UTF_8));
  }

  private static JsonNode words(DeskLanguage language, String component) {
    String form = "{\"components\": [" + component + "]}";
    return tree(new FormWords(language).of(form.getBytes(StandardCharsets.UTF_8)))
        .path("components")
        .path(0);
  }

  /** Every component, those of lists too. */
  private static List<JsonNode> components(JsonNode form) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode component : form.path("components")) {
      all.add(component);
      all.addAll(components(component));
    }
    return all;
  }

  @Test
  void saysAFieldsNameOnceAndTheOtherUnderIt() {
    String radio =
        """
        {"type": "radio", "label": "审核结论 · Verdict",
         "values": [{"label": "通过 · Approve", "value": "A"}, {"label": "拒绝 · Reject", "value": "R"}]}""";
    JsonNode zh = words(DeskLanguage.ZH, radio);
    assertThat(zh.path("label").asString()).isEqualTo("审核结论");
    assertThat(zh.path("values").findValuesAsString("label")).containsExactly("通过", "拒绝");
    assertThat(zh.path("values").findValuesAsString("value")).containsExactly("A", "R");
    assertThat(zh.path("description").asString()).isEqualTo("Verdict: Approve / Reject");
    JsonNode en = words(DeskLanguage.EN, radio);
    assertThat(en.path("label").asString()).isEqualTo("Verdict");
    assertThat(en.path("values").findValuesAsString("label")).containsExactly("Approve", "Reject");
    assertThat(en.path("description").asString()).isEqualTo("审核结论：通过 / 拒绝");
  }

  @Test
  void setsTheOtherLanguageOfARunningTextSmall() {
    String html =
        """
        {"type": "html", "content": "<b><span lang=\\"zh\\">历史</span><span lang=\\"en\\">History</span></b> {{dossier.at}}"}""";
    assertThat(words(DeskLanguage.ZH, html).path("content").asString())
        .isEqualTo(
            "<b>历史 <small lang=\"en\" style=\"color:#6f6f6f\">History</small></b> {{dossier.at}}");
    assertThat(words(DeskLanguage.EN, html).path("content").asString())
        .isEqualTo(
            "<b>History <small lang=\"zh\" style=\"color:#6f6f6f\">历史</small></b> {{dossier.at}}");
  }

  @ParameterizedTest
  @EnumSource
  void doublesNoLabelOfAnyForm(DeskLanguage language) {
    forms(language)
        .forEach(
            form -> {
              for (JsonNode component : components(tree(form.content()))) {
                for (String said : component.findValuesAsString("label")) {
                  assertThat(said).as(form.name()).isNotBlank().doesNotContain(" · ");
                  assertThat(IDEOGRAPH.matcher(said).find())
                      .as("%s: %s", form.name(), said)
                      .isEqualTo(language == DeskLanguage.ZH);
                }
                assertThat(component.path("content").asString(""))
                    .as(form.name())
                    .doesNotContain("<span lang=");
              }
            });
  }

  /** What nobody can read in one language is not there in the other either. */
  @Test
  void saysTheSameInBothLanguages() {
    List<List<JsonNode>> both =
        Stream.of(DeskLanguage.values())
            .map(
                language ->
                    forms(language)
                        .flatMap(form -> components(tree(form.content())).stream())
                        .toList())
            .toList();
    assertThat(both.getFirst()).hasSameSizeAs(both.getLast()).isNotEmpty();
    for (int i = 0; i < both.getFirst().size(); i++) {
      JsonNode one = both.getFirst().get(i);
      JsonNode other = both.getLast().get(i);
      assertThat(one.path("id")).isEqualTo(other.path("id"));
      assertThat(one.path("conditional")).isEqualTo(other.path("conditional"));
      assertThat(one.path("validate")).isEqualTo(other.path("validate"));
      assertThat(one.has("description")).isEqualTo(other.has("description"));
      if (one.has("description")) {
        assertThat(one.path("label").asString())
            .as(one.path("id").asString())
            .isEqualTo(said(other.path("description").asString()));
      }
    }
  }

  /** The name in what stands under a field. */
  private static String said(String description) {
    return description.split("[：:]", 2)[0];
  }

  @Test
  void isAnotherModelWithAnotherTagInAnotherLanguage() {
    Model zh = Model.built(DeskLanguage.ZH);
    Model en = Model.built(DeskLanguage.EN);
    assertThat(zh.hash()).isNotEqualTo(en.hash());
    assertThat(zh.tags().get("store-audit.form")).isNotEqualTo(en.tags().get("store-audit.form"));
    assertThat(zh.tags().get("store-onboarding.bpmn"))
        .isEqualTo(en.tags().get("store-onboarding.bpmn"));
  }
}
