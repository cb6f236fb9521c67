package dev.merchantreview.category;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.TypedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A category with what it asks for, its parents' demands among them.
 *
 * @param name its name on the platform, which identifies it
 * @param english its name in English; null where there is none
 * @param above the categories it is part of, the nearest first
 * @param below the categories that are part of it directly
 * @param openTo the store types that may sell in it
 * @param invitation whether only invited merchants may
 * @param papers what a store hands in besides what its type asks for
 * @param filingPapers what is handed in with a filing of a product; one entry a demand, kinds of
 *     which one fulfils it
 * @param distribution whether others than the owner may sell a product live
 * @param promotion whether third parties may promote a product
 * @param attributes what products state
 * @param materials the attribute in which products state their materials; null where they need not
 * @param title how titles are made up; null where as one likes
 * @param shipping how its goods may come to the buyer; at least one way
 * @param depositClass what the deposit table calls it
 * @param species the only species sold; empty for what is no animal
 * @param productsBelow whether products are described in one of the categories below only
 */
public record Category(
    Platform platform,
    String name,
    @Nullable String english,
    List<String> above,
    List<String> below,
    Set<StoreType> openTo,
    boolean invitation,
    List<CategoryPaper> papers,
    List<List<DocumentKind>> filingPapers,
    boolean distribution,
    boolean promotion,
    List<CategoryAttribute> attributes,
    @Nullable String materials,
    @Nullable TitlePattern title,
    SevenDayReturn sevenDayReturn,
    Set<Shipping> shipping,
    String depositClass,
    List<String> species,
    boolean productsBelow) {

  /** What a store type meets in a category. */
  public enum Admission {
    /** Anybody with such a store may sell in it. */
    OPEN,
    /** Only for merchants the platform invited. */
    INVITATION,
    /** Not open to this store type. */
    CLOSED
  }

  public Admission admission(StoreType storeType) {
    if (!openTo.contains(storeType)) {
      return Admission.CLOSED;
    }
    return invitation ? Admission.INVITATION : Admission.OPEN;
  }

  /** The category it is part of; null for a main category. */
  public @Nullable String parent() {
    return above.isEmpty() ? null : above.getFirst();
  }

  /**
   * Whether somebody invited to some categories is invited to this one: an invitation holds for
   * what is below it, too.
   */
  public boolean isAmong(Collection<String> invitedTo) {
    return Stream.concat(Stream.of(name), above.stream()).anyMatch(invitedTo::contains);
  }

  /** The papers a store of this type hands in because of this category. */
  public List<CategoryPaper> papersOf(StoreType storeType) {
    return papers.stream().filter(paper -> paper.sellers().contains(storeType)).toList();
  }

  /** Its name as people of that language read it, Chinese where it has no other. */
  public String label(Locale locale) {
    return english != null && locale.getLanguage().equals("en") ? english : name;
  }

  /**
   * Everything in which a product's description is not what this category asks for.
   *
   * @param productTitle null where it has none that can be judged
   * @param stated its attributes; null where it has none that can be judged
   * @return with JSON pointers into a product's content
   */
  public List<FieldError> judge(
      @Nullable String productTitle, @Nullable Map<String, String> stated) {
    List<FieldError> errors = new ArrayList<>();
    if (productsBelow) {
      errors.add(FieldError.of("/category", "CATEGORY_HAS_PARTS", name, String.join("、", below)));
    }
    if (stated != null) {
      attributes.forEach(attribute -> judge(attribute, stated, errors));
      if (materials != null && TypedText.isBlank(stated.get(materials))) {
        errors.add(FieldError.of(pointer(materials), "MATERIALS_REQUIRED", name, materials));
      }
      judge(
          new CategoryAttribute(
              SevenDayReturn.ATTRIBUTE, null, false, sevenDayReturn.attributeValues()),
          stated,
          errors);
    }
    if (title != null
        && productTitle != null
        && stated != null
        && !title.fits(productTitle, stated, species)) {
      errors.add(
          FieldError.of("/title", "TITLE_PATTERN", name, title.text().zh(), title.text().en()));
    }
    return errors;
  }

  /** The way its goods come to the buyer where there is only one; null where there are several. */
  public @Nullable Shipping onlyShipping() {
    return shipping.size() == 1 ? shipping.iterator().next() : null;
  }

  /**
   * Whether a product may come to the buyer in this way.
   *
   * @param stated null where the product says nothing, which is enough where there is one way only
   * @return with the JSON pointer into a product's content
   */
  public Optional<FieldError> judge(@Nullable Shipping stated) {
    if (stated == null ? onlyShipping() != null : shipping.contains(stated)) {
      return Optional.empty();
    }
    return Optional.of(
        FieldError.of(
            "/shipping",
            stated == null ? "SHIPPING_REQUIRED" : "SHIPPING_NOT_ALLOWED",
            name,
            ways(Locale.CHINESE, "、"),
            ways(Locale.ENGLISH, ", ")));
  }

  private String ways(Locale locale, String between) {
    return shipping.stream()
        .sorted()
        .map(way -> way.name() + " (" + way.in(locale) + ")")
        .collect(Collectors.joining(between));
  }

  private void judge(
      CategoryAttribute attribute, Map<String, String> stated, List<FieldError> errors) {
    String value = stated.getOrDefault(attribute.name(), "").strip();
    if (TypedText.isBlank(value)) {
      if (attribute.required()) {
        errors.add(
            FieldError.of(pointer(attribute.name()), "ATTRIBUTE_REQUIRED", name, attribute.name()));
      }
    } else if (!attribute.values().isEmpty() && !attribute.values().contains(value)) {
      errors.add(
          FieldError.of(
              pointer(attribute.name()),
              "ATTRIBUTE_VALUE",
              attribute.name(),
              String.join("、", attribute.values())));
    }
  }

  private static String pointer(String attribute) {
    return "/attributes/" + attribute.replace("~", "~0").replace("/", "~1");
  }
}
