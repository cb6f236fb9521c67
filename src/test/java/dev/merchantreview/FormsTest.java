package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.review.FormText;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a form draws as Markdown is of the type that has none; its HTML encodes what is put into it
 * by itself.
 */
class FormsTest {

  private static final Path FORMS = Path.of("bpmn/forms");
  private static final Pattern LOOP =
      Pattern.compile("\\{\\{#loop dossier\\.(\\w+)}}(.*?)\\{\\{/loop}}", Pattern.DOTALL);
  private static final Pattern OWN = Pattern.compile("\\{\\{dossier\\.(\\w+)}}");
  private static final Pattern OF_ROW = Pattern.compile("\\{\\{this\\.(\\w+)}}");

  @ParameterizedTest
  @CsvSource({
    "store-audit, dev.merchantreview.onboarding.ApplicationDossier",
    "filing-review, dev.merchantreview.filing.FilingDossier",
    "refund-review, dev.merchantreview.refund.RefundDossier",
    "closure-review, dev.merchantreview.closure.ClosureDossier",
    "membership-review, dev.merchantreview.programme.MembershipDossier",
    "provider-admission-review, dev.merchantreview.admission.AdmissionDossier"
  })
  void nothingAnApplicantWroteIsDrawnAsMarkup(String form, Class<? extends Record> dossier)
      throws IOException {
    Set<String> drawn = new LinkedHashSet<>();
    for (JsonNode component :
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(FORMS.resolve(form + ".form")))
            .path("components")) {
      Matcher inText = OWN.matcher(component.path("text").asString(""));
      while (inText.find()) {
        drawn.add(inText.group(1));
        assertThat(component(dossier, inText.group(1)).getType())
            .as(inText.group())
            .isEqualTo(FormText.class);
      }
      String html = component.path("content").asString("");
      Matcher inHtml = OWN.matcher(html);
      while (inHtml.find()) {
        assertThat(component(dossier, inHtml.group(1)).getType())
            .as(inHtml.group())
            .isEqualTo(String.class);
      }
      Matcher loops = LOOP.matcher(html);
      while (loops.find()) {
        Type rows = component(dossier, loops.group(1)).getGenericType();
        Class<?> row = (Class<?>) ((ParameterizedType) rows).getActualTypeArguments()[0];
        Matcher cells = OF_ROW.matcher(loops.group(2));
        while (cells.find()) {
          assertThat(component(row, cells.group(1)).getType())
              .as(cells.group())
              .isEqualTo(String.class);
        }
      }
    }
    assertThat(drawn)
        .isNotEmpty()
        .containsAll(
            Arrays.stream(dossier.getRecordComponents())
                .filter(one -> one.getType().equals(FormText.class))
                .map(RecordComponent::getName)
                .toList());
  }

  private static RecordComponent component(Class<?> record, String name) {
    return Arrays.stream(record.getRecordComponents())
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(record + " has no " + name));
  }
}
