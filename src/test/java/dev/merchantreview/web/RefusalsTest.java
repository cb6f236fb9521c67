package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** Every type of problem of every module. */
class RefusalsTest {

  static final List<Refusal> ALL =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.merchantreview")
              .stream()
              .filter(type -> type.isAssignableTo(Refusal.class) && !type.isInterface())
              .map(JavaClass::reflect)
              .flatMap(type -> Arrays.stream(type.getEnumConstants()))
              .map(Refusal.class::cast)
              .toList();

  @Test
  void areOnesOfModulesTooAndNoTwoAreCalledTheSame() {
    assertThat(ALL).hasSizeGreaterThan(ProblemType.values().length);
    Map<String, List<Refusal>> byName =
        ALL.stream()
            .collect(Collectors.groupingBy(Refusal::slug, TreeMap::new, Collectors.toList()));
    assertThat(byName).allSatisfy((name, types) -> assertThat(types).as(name).hasSize(1));
  }

  @Test
  void haveTitleAndDetailInBothLanguages() {
    MessageSource messages = WebConfiguration.messageSource();
    assertThat(ALL)
        .allSatisfy(
            type -> {
              for (String code : List.of(type.titleCode(), type.detailCode())) {
                String chinese = messages.getMessage(code, null, "", Locale.SIMPLIFIED_CHINESE);
                String english = messages.getMessage(code, null, "", Locale.ENGLISH);
                assertThat(english).as(code).isNotBlank().isNotEqualTo(chinese);
                assertThat(chinese).as(code).containsPattern("\\p{IsHan}");
              }
            });
  }
}
