package dev.merchantreview.notice;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the form of a notice cannot say: its days are in order, and what it touches is there. */
@Component
public class NoticeRules {

  private static final String TRANSITION_DAYS = "/transition/days";
  private static final String REVIEW_AGAIN = "/transition/reviewAgain";

  private final DecisionTables tables;
  private final Editions editions;
  private final Platforms platforms;
  private final Categories trees;
  private final AllReviewedAgain reviewedAgain;

  NoticeRules(
      DecisionTables tables,
      Editions editions,
      Platforms platforms,
      Categories trees,
      AllReviewedAgain reviewedAgain) {
    this.tables = tables;
    this.editions = editions;
    this.platforms = platforms;
    this.trees = trees;
    this.reviewedAgain = reviewedAgain;
  }

  /**
   * Everything that is wrong with a notice by itself.
   *
   * @param notice any JSON: nothing is said of what has another shape than a notice
   * @param before as it is on record, null for a new one: what it named then may be gone since, and
   *     is not judged again
   */
  public List<FieldError> check(JsonNode notice, @Nullable RuleNoticeContent before) {
    List<FieldError> errors = new ArrayList<>();
    days(notice, errors);
    if (touches(notice, "tables").isEmpty()
        && touches(notice, "categories").isEmpty()
        && touches(notice, "programmes").isEmpty()
        && named(notice).isEmpty()) {
      errors.add(FieldError.of("/tables", "TOUCHES_NOTHING"));
    }
    List<Platform> named = platforms(notice, before, errors);
    tables(notice, before, errors);
    categories(notice, before, named, errors);
    for (String list : List.of("platforms", "programmes")) {
      unique(touches(notice, list), "/" + list, errors);
    }
    transition(notice.path("transition"), errors);
    reviewAgain(notice, before, named, errors);
    return List.copyOf(errors);
  }

  private static List<JsonNode> touches(JsonNode notice, String list) {
    return notice.path(list).valueStream().toList();
  }

  private static void days(JsonNode notice, List<FieldError> errors) {
    Optional<LocalDate> published = day(notice, "publishedOn");
    Optional<LocalDate> effective = day(notice, "effectiveFrom");
    order(published, day(notice, "publicUntil"), "/publicUntil", "BEFORE_PUBLISHED", errors);
    order(published, effective, "/effectiveFrom", "BEFORE_PUBLISHED", errors);
    order(effective, day(notice, "endsOn"), "/endsOn", "ENDS_BEFORE_IT_BEGINS", errors);
  }

  private static void order(
      Optional<LocalDate> first,
      Optional<LocalDate> then,
      String pointer,
      String code,
      List<FieldError> errors) {
    if (first.isPresent() && then.isPresent() && then.get().isBefore(first.get())) {
      errors.add(FieldError.of(pointer, code, first.get().toString()));
    }
  }

  private static Optional<LocalDate> day(JsonNode notice, String name) {
    try {
      return notice.path(name).isString()
          ? Optional.of(LocalDate.parse(notice.path(name).asString()))
          : Optional.empty();
    } catch (DateTimeException noDate) {
      // The schema says so already.
      return Optional.empty();
    }
  }

  private List<Platform> platforms(
      JsonNode notice, @Nullable RuleNoticeContent before, List<FieldError> errors) {
    List<Platform> named = new ArrayList<>();
    List<JsonNode> given = touches(notice, "platforms");
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i).isString() ? given.get(i).asString() : "";
      Optional<Platform> platform =
          Arrays.stream(Platform.values()).filter(one -> one.name().equals(name)).findFirst();
      platform.ifPresent(named::add);
      if (platform.isPresent()
          && platforms.find(platform.get()).isEmpty()
          && (before == null || !before.platforms().contains(platform.get()))) {
        errors.add(FieldError.of("/platforms/" + i, "PLATFORM_NOT_SERVED", name));
      }
    }
    return named;
  }

  private void tables(
      JsonNode notice, @Nullable RuleNoticeContent before, List<FieldError> errors) {
    Set<String> seen = new HashSet<>();
    List<JsonNode> given = touches(notice, "tables");
    for (int i = 0; i < given.size(); i++) {
      JsonNode table = given.get(i).path("table");
      JsonNode edition = given.get(i).path("edition");
      String pointer = "/tables/" + i;
      if (!table.isString()) {
        continue;
      }
      String id = table.asString();
      if (named(before, id, edition)) {
        if (!seen.add(id)) {
          errors.add(FieldError.of(pointer + "/table", "NOT_UNIQUE"));
        }
      } else if (!tables.ids().contains(id)) {
        errors.add(
            FieldError.of(pointer + "/table", "UNKNOWN_TABLE", id, String.join("、", tables.ids())));
      } else if (!seen.add(id)) {
        errors.add(FieldError.of(pointer + "/table", "NOT_UNIQUE"));
      } else if (edition.canConvertToInt()
          && edition.asInt() > 0
          && editions.content(id, edition.asInt()).isEmpty()) {
        errors.add(
            FieldError.of(
                pointer + "/edition", "UNKNOWN_EDITION", id, Integer.toString(edition.asInt())));
      }
    }
  }

  private static boolean named(@Nullable RuleNoticeContent before, String table, JsonNode edition) {
    return before != null
        && before
            .tables()
            .contains(
                new RuleNoticeContent.TouchedTable(
                    table, edition.canConvertToInt() ? edition.asInt() : null));
  }

  /** One that any of the platforms lists, in the list's own spelling. */
  private void categories(
      JsonNode notice,
      @Nullable RuleNoticeContent before,
      List<Platform> named,
      List<FieldError> errors) {
    Set<String> listed =
        named.stream()
            .filter(platform -> platforms.find(platform).isPresent())
            .flatMap(platform -> trees.all(platform).stream())
            .map(Category::name)
            .collect(Collectors.toCollection(TreeSet::new));
    List<JsonNode> given = touches(notice, "categories");
    unique(given, "/categories", errors);
    for (int i = 0; i < given.size(); i++) {
      if (!listed.isEmpty()
          && given.get(i).isString()
          && !listed.contains(given.get(i).asString())
          && !isOnRecord(before, named, given.get(i).asString())) {
        errors.add(
            FieldError.of(
                "/categories/" + i,
                "UNKNOWN_CATEGORY",
                given.get(i).asString(),
                String.join("、", listed)));
      }
    }
  }

  /** What was named for other platforms was never judged for these. */
  private static boolean isOnRecord(
      @Nullable RuleNoticeContent before, List<Platform> named, String category) {
    return before != null
        && before.categories().contains(category)
        && before.platforms().containsAll(named);
  }

  private static void unique(List<JsonNode> given, String pointer, List<FieldError> errors) {
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      if (!seen.add(given.get(i))) {
        errors.add(FieldError.of(pointer + "/" + i, "NOT_UNIQUE"));
      }
    }
  }

  private static void transition(JsonNode transition, List<FieldError> errors) {
    String kind = kind(transition);
    boolean period = kind.equals(RuleNoticeContent.Transition.Kind.PERIOD.name());
    boolean reviewed = kind.equals(RuleNoticeContent.Transition.Kind.REVIEW_AGAIN.name());
    boolean given = isGiven(transition.path("days"));
    if (period && !given) {
      errors.add(FieldError.of(TRANSITION_DAYS, "REQUIRED"));
    } else if (!period && !reviewed && !kind.isEmpty() && given) {
      errors.add(FieldError.of(TRANSITION_DAYS, "DAYS_WITHOUT_PERIOD"));
    }
    if (!reviewed && !kind.isEmpty() && isGiven(transition.path("reviewAgain"))) {
      errors.add(FieldError.of(REVIEW_AGAIN, "NOT_REVIEWED_AGAIN"));
    }
  }

  private static String kind(JsonNode transition) {
    return transition.path("kind").isString() ? transition.path("kind").asString() : "";
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  /** The products it names. */
  private static List<JsonNode> named(JsonNode notice) {
    return notice.at(REVIEW_AGAIN).path("products").valueStream().toList();
  }

  private void reviewAgain(
      JsonNode notice,
      @Nullable RuleNoticeContent before,
      List<Platform> platforms,
      List<FieldError> errors) {
    if (!notice.at(REVIEW_AGAIN).isObject()) {
      return;
    }
    List<JsonNode> products = named(notice);
    if (products.isEmpty() && touches(notice, "categories").isEmpty()) {
      errors.add(FieldError.of(REVIEW_AGAIN, "REVIEW_AGAIN_TOUCHES_NOTHING"));
    }
    unique(products, REVIEW_AGAIN + "/products", errors);
    touched(notice, products, errors);
    Set<String> unknown =
        reviewedAgain.unknownProducts(
            products.stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(product -> !isOnRecord(product, platforms, before))
                .toList(),
            platforms);
    for (int i = 0; i < products.size(); i++) {
      if (products.get(i).isString() && unknown.contains(products.get(i).asString())) {
        errors.add(
            FieldError.of(
                REVIEW_AGAIN + "/products/" + i,
                "NOTICE_PRODUCT_UNKNOWN",
                products.get(i).asString()));
      }
    }
  }

  /** Stores are touched by the notice's categories; products have filings only. */
  private static void touched(JsonNode notice, List<JsonNode> products, List<FieldError> errors) {
    List<JsonNode> touches = notice.at(REVIEW_AGAIN).path("touches").valueStream().toList();
    unique(touches, REVIEW_AGAIN + "/touches", errors);
    boolean filings = touches.isEmpty() || has(touches, ReviewAgain.Touched.FILINGS);
    boolean stores = has(touches, ReviewAgain.Touched.STORES);
    if (!filings && !products.isEmpty()) {
      errors.add(FieldError.of(REVIEW_AGAIN + "/products", "ONLY_WITH_FILINGS"));
    }
    if (stores && touches(notice, "categories").isEmpty() && !products.isEmpty()) {
      errors.add(FieldError.of("/categories", "STORES_BY_CATEGORY"));
    }
    List<JsonNode> types = notice.at(REVIEW_AGAIN).path("storeTypes").valueStream().toList();
    unique(types, REVIEW_AGAIN + "/storeTypes", errors);
    if (!stores && !types.isEmpty()) {
      errors.add(FieldError.of(REVIEW_AGAIN + "/storeTypes", "ONLY_WITH_STORES"));
    }
  }

  private static boolean has(List<JsonNode> touches, ReviewAgain.Touched what) {
    return touches.stream().anyMatch(one -> one.isString() && one.asString().equals(what.name()));
  }

  /** A product that was named for the same platforms before. */
  private static boolean isOnRecord(
      String product, List<Platform> platforms, @Nullable RuleNoticeContent before) {
    ReviewAgain then = before == null ? null : before.transition().reviewAgain();
    return then != null
        && before != null
        && platforms.containsAll(before.platforms())
        && then.namedProducts().contains(product);
  }
}
