package dev.merchantreview.onboarding;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.review.PapersUse;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.TableUse;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What the tables about stores are told, and which answers can be used. */
@Configuration(proxyBeanMethods = false)
class OnboardingTables {

  @Bean
  TableUse requiredDocumentsUse() {
    return new PapersUse(DocumentRule.TABLE, DocumentRule.INPUTS);
  }

  @Bean
  TableUse storeDepositUse(DepositRule rule, Platforms platforms, Categories categories) {
    return new DepositUse(rule, platforms, categories);
  }

  /** Asked only where a platform knows promotion: no row is an answer, too. */
  @Bean
  TableUse promotionDepositUse() {
    return new PromotionUse();
  }

  private static Optional<TableUse.Flaw> amount(JsonNode said) {
    return DepositRule.fen(said).isPresent()
        ? Optional.empty()
        : Optional.of(new TableUse.Flaw("EDITION_ROW_AMOUNT", ""));
  }

  private record PromotionUse() implements TableUse {

    @Override
    public String table() {
      return PromotionRule.TABLE;
    }

    @Override
    public Set<String> inputs() {
      return PromotionRule.INPUTS;
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      return amount(said);
    }
  }

  private record DepositUse(DepositRule rule, Platforms platforms, Categories categories)
      implements TableUse {

    /** Longer than a category's name may be: no table and no tree has it. */
    private static final String NOBODY_KNOWS = "-".repeat(60);

    @Override
    public String table() {
      return DepositRule.TABLE;
    }

    @Override
    public Set<String> inputs() {
      return DepositRule.inputs(Platform.DOUYIN, StoreType.PERSONAL, List.of(), List.of()).keySet();
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      return amount(said);
    }

    /** Each deposit class that is open to a store type, by the first category that has it. */
    @Override
    public List<Question> questions() {
      Map<List<Object>, Question> questions = new LinkedHashMap<>();
      for (Platform platform : new TreeSet<>(platforms.served())) {
        for (Category category : categories.all(platform)) {
          Arrays.stream(StoreType.values())
              .filter(type -> category.admission(type) != Category.Admission.CLOSED)
              .forEach(
                  type ->
                      questions.putIfAbsent(
                          List.of(platform, type, category.depositClass()),
                          new Question(
                              "%s %s %s (%s)"
                                  .formatted(
                                      platform, type, category.depositClass(), category.name()),
                              DepositRule.inputs(
                                  platform,
                                  type,
                                  List.of(category.name()),
                                  List.of(category.depositClass())))));
        }
      }
      return List.copyOf(questions.values());
    }

    @Override
    public List<Known> known() {
      return platforms.served().stream()
          .sorted()
          .flatMap(
              platform ->
                  categories.depositClasses(platform).stream()
                      .map(
                          name ->
                              new Known(
                                  categories.version(platform) + ": deposit-classes: " + name,
                                  asked(platform, name),
                                  asked(platform, NOBODY_KNOWS))))
          .toList();
    }

    private static List<Map<String, Object>> asked(Platform platform, String depositClass) {
      return Arrays.stream(StoreType.values())
          .map(
              type ->
                  DepositRule.inputs(platform, type, List.of(depositClass), List.of(depositClass)))
          .toList();
    }
  }
}
