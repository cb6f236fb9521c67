package dev.merchantreview.category.web;

import dev.merchantreview.category.Category;
import dev.merchantreview.category.CategoryAttribute;
import dev.merchantreview.category.CategoryPaper;
import dev.merchantreview.category.SevenDayReturn;
import dev.merchantreview.category.Shipping;
import dev.merchantreview.category.TitlePattern;
import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.NamedKind;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows categories in the caller's language. */
@Component
class CategoryViews {

  private static final String GROUP = "category";

  private final Texts texts;

  CategoryViews(Texts texts) {
    this.texts = texts;
  }

  /**
   * @param storeType whose view it is; null for everybody's
   */
  CategoryView view(Category category, @Nullable StoreType storeType, Locale locale) {
    List<CategoryPaper> papers =
        storeType == null ? category.papers() : category.papersOf(storeType);
    TitlePattern title = category.title();
    return new CategoryView(
        category.name(),
        category.label(locale),
        category.parent(),
        List.copyOf(category.openTo()),
        storeType == null ? null : category.admission(storeType),
        category.invitation(),
        papers.stream().map(one -> paper(one.anyOf(), sellers(one, category, storeType))).toList(),
        category.filingPapers().stream()
            .map(anyOf -> paper(anyOf, List.copyOf(category.openTo())))
            .toList(),
        category.distribution(),
        category.promotion(),
        category.attributes().stream()
            .map(
                one ->
                    new CategoryView.CategoryAttributeView(
                        one.name(), label(one, locale), one.required(), one.values()))
            .toList(),
        category.materials(),
        title == null ? null : title.text().in(locale),
        category.species(),
        category.productsBelow(),
        category.sevenDayReturn(),
        List.copyOf(category.shipping()),
        category.depositClass(),
        needs(category, storeType, papers, locale));
  }

  private static List<StoreType> sellers(
      CategoryPaper paper, Category category, @Nullable StoreType storeType) {
    if (storeType != null) {
      return List.of(storeType);
    }
    return category.openTo().stream().filter(paper.sellers()::contains).toList();
  }

  private static CategoryView.CategoryPaperView paper(
      List<DocumentKind> anyOf, List<StoreType> sellers) {
    return new CategoryView.CategoryPaperView(anyOf.stream().map(NamedKind::of).toList(), sellers);
  }

  private static String label(CategoryAttribute attribute, Locale locale) {
    String english = attribute.english();
    return english != null && locale.getLanguage().equals("en") ? english : attribute.name();
  }

  private List<String> needs(
      Category category, @Nullable StoreType storeType, List<CategoryPaper> papers, Locale locale) {
    List<String> needs = new ArrayList<>();
    if (storeType != null && !category.openTo().contains(storeType)) {
      needs.add(texts.text(GROUP, "CLOSED", locale, storeType.in(locale)));
    }
    needs.add(
        texts.text(
            GROUP, "OPEN_TO", locale, joined(category.openTo(), type -> type.in(locale), locale)));
    if (category.invitation()) {
      needs.add(texts.text(GROUP, "INVITATION", locale));
    }
    for (CategoryPaper paper : papers) {
      needs.add(
          texts.text(
              GROUP,
              "PAPERS",
              locale,
              either(paper.anyOf(), locale),
              joined(sellers(paper, category, storeType), type -> type.in(locale), locale)));
    }
    for (List<DocumentKind> paper : category.filingPapers()) {
      needs.add(texts.text(GROUP, "FILING_PAPERS", locale, either(paper, locale)));
    }
    if (!category.distribution()) {
      needs.add(texts.text(GROUP, "NO_DISTRIBUTION", locale));
    }
    if (!category.promotion()) {
      needs.add(texts.text(GROUP, "NO_PROMOTION", locale));
    }
    if (category.productsBelow()) {
      needs.add(
          texts.text(
              GROUP, "PRODUCTS_BELOW", locale, joined(category.below(), name -> name, locale)));
    } else {
      needs.addAll(ofProducts(category, locale));
    }
    if (category.sevenDayReturn() == SevenDayReturn.MAY_BE_RULED_OUT) {
      needs.add(category.sevenDayReturn().in(locale));
    }
    needs.add(
        texts.text(
            GROUP,
            "SHIPPING",
            locale,
            joined(category.shipping(), (Shipping one) -> one.in(locale), locale)));
    return List.copyOf(needs);
  }

  private List<String> ofProducts(Category category, Locale locale) {
    List<String> needs = new ArrayList<>();
    List<CategoryAttribute> required =
        category.attributes().stream().filter(CategoryAttribute::required).toList();
    if (!required.isEmpty()) {
      needs.add(
          texts.text(
              GROUP, "ATTRIBUTES", locale, joined(required, one -> label(one, locale), locale)));
    }
    String materials = category.materials();
    if (materials != null) {
      needs.add(texts.text(GROUP, "MATERIALS", locale, materials));
    }
    TitlePattern title = category.title();
    if (title != null) {
      needs.add(texts.text(GROUP, "TITLE", locale, title.text().in(locale)));
    }
    if (!category.species().isEmpty()) {
      needs.add(
          texts.text(GROUP, "SPECIES", locale, joined(category.species(), name -> name, locale)));
    }
    return needs;
  }

  private String either(List<DocumentKind> kinds, Locale locale) {
    return kinds.stream()
        .map(kind -> kind.in(locale))
        .collect(Collectors.joining(texts.text(GROUP, "EITHER", locale)));
  }

  private <T> String joined(Collection<T> many, Function<T, String> name, Locale locale) {
    return many.stream().map(name).collect(Collectors.joining(texts.text(GROUP, "AND", locale)));
  }
}
