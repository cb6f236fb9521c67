package dev.merchantreview.onboarding;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.CategoryPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the categories of a store ask of it, by the trees in {@code config/categories}. */
@Component
public class CategoryRule {

  private final Categories categories;

  CategoryRule(Categories categories) {
    this.categories = categories;
  }

  /** What stands in the way of a category. */
  public enum Restriction {
    /** Not among the platform's: what nobody says is open is not. */
    UNKNOWN,
    /** Not open to this store type. */
    CLOSED,
    /** Only for merchants the platform invited. */
    INVITATION
  }

  /**
   * What the tree says.
   *
   * @param byCategory the categories that are not simply open
   * @param evidence which text of which tree said so, for the history
   */
  public record Restrictions(Map<String, Restriction> byCategory, Map<String, Object> evidence) {}

  public Restrictions restrictionsFor(Platform platform, StoreType storeType, List<String> names) {
    Map<String, Restriction> restrictions = new LinkedHashMap<>();
    for (String name : names) {
      restriction(categories.find(platform, name), storeType)
          .ifPresent(restriction -> restrictions.put(name, restriction));
    }
    return new Restrictions(
        restrictions,
        Map.of(
            "decision",
            categories.version(platform),
            "rules",
            names.stream().filter(name -> categories.find(platform, name).isPresent()).toList(),
            "inputs",
            Map.of("platform", platform.name(), "storeType", storeType.name(), "categories", names),
            "output",
            Map.of("restrictions", restrictions, "papers", papersFor(platform, storeType, names))));
  }

  private static Optional<Restriction> restriction(
      Optional<Category> category, StoreType storeType) {
    return category.isEmpty()
        ? Optional.of(Restriction.UNKNOWN)
        : switch (category.get().admission(storeType)) {
          case OPEN -> Optional.empty();
          case INVITATION -> Optional.of(Restriction.INVITATION);
          case CLOSED -> Optional.of(Restriction.CLOSED);
        };
  }

  /** The papers the categories ask for, each demand once: kinds of which one fulfils it. */
  public List<List<String>> papersFor(Platform platform, StoreType storeType, List<String> names) {
    Set<List<String>> papers = new LinkedHashSet<>();
    for (String name : names) {
      categories.find(platform, name).stream()
          .flatMap(category -> category.papersOf(storeType).stream())
          .map(CategoryPaper::names)
          .forEach(papers::add);
    }
    return List.copyOf(papers);
  }

  /** The categories among these that one of the invitations covers. */
  Set<String> invited(Platform platform, List<String> names, Set<String> invitedTo) {
    Set<String> invited = new LinkedHashSet<>();
    for (String name : names) {
      categories
          .find(platform, name)
          .filter(category -> category.isAmong(invitedTo))
          .ifPresent(category -> invited.add(name));
    }
    return invited;
  }

  /**
   * What the deposit table calls the categories, each class once. A category the platform lost
   * since keeps its name: the table is never asked for it in earnest.
   */
  List<String> depositClasses(Platform platform, List<String> names) {
    return names.stream()
        .map(name -> categories.find(platform, name).map(Category::depositClass).orElse(name))
        .distinct()
        .toList();
  }
}
