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

/** What a form draws as markup is of the type that has none; what it shows as text is not. */
class FormsTest {

  private static final Path FORMS = Path.of("bpmn/forms");
  private static final Pattern LOOP =
      Pattern.compile("\\{\\{#loop dossier\\.(\\w+)}}(.*?)\\{\\{/loop}}", Pattern.DOTALL);
  private static final Pattern OWN = Pattern.compile("\\{\\{dossier\\.(\\w+)}}");
  private static final Pattern OF_ROW = Pattern.compile("\\{\\{this\\.(\\w+)}}");

  @ParameterizedTest
  @CsvSource({
    "store-audit, dev.merchantreview.onboarding.Dossier",
    "filing-review, dev.merchantreview.filing.FilingDossier",
    "refund-review, dev.merchantreview.refund.RefundDossier",
    "closure-review, dev.merchantreview.store.ClosureDossier"
  })
  void nothingAnApplicantWroteIsDrawnAsMarkup(String form, Class<? extends Record> dossier)
      throws IOException {
    Set<String> drawn = new LinkedHashSet<>();
    for (JsonNode component :
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(FORMS.resolve(form + ".form")))
            .path("components")) {
      String markup = component.path("text").asString("") + component.path("content").asString("");
      Matcher own = OWN.matcher(markup);
      while (own.find()) {
        drawn.add(own.group(1));
        assertThat(component(dossier, own.group(1)).getType())
            .as(own.group())
            .isEqualTo(FormText.class);
      }
      Matcher loops = LOOP.matcher(markup);
      while (loops.find()) {
        Type rows = component(dossier, loops.group(1)).getGenericType();
        Class<?> row = (Class<?>) ((ParameterizedType) rows).getActualTypeArguments()[0];
        Matcher cells = OF_ROW.matcher(loops.group(2));
        while (cells.find()) {
          assertThat(component(row, cells.group(1)).getType())
              .as(cells.group())
              .isEqualTo(FormText.class);
        }
      }
    }
    assertThat(drawn)
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
