package dev.merchantreview.category;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A platform's categories, in the order of its file, each with what it has from those above it. */
final class CategoryTree {

  private static final int SHORT_HASH = 12;

  private final CategoryFile.Content file;
  private final Flaws flaws;
  private final Map<String, SaidCategory> said = new LinkedHashMap<>();
  private final Map<String, Category> categories = new LinkedHashMap<>();

  CategoryTree(CategoryFile.Content file, Flaws flaws) {
    this.file = file;
    this.flaws = flaws;
    requireWhole(file.everywhere());
    for (SaidCategory one : file.categories()) {
      SaidCategory before = said.putIfAbsent(one.name(), one);
      if (before != null) {
        wrong(one, "is there twice, first in line %d; leave one".formatted(before.line()));
      }
    }
    said.values().forEach(one -> categories.put(one.name(), category(one)));
  }

  Platform platform() {
    return file.platform();
  }

  Optional<Category> find(String name) {
    return Optional.ofNullable(categories.get(name));
  }

  Collection<Category> all() {
    return categories.values();
  }

  /** The deposit classes that have figures of their own, which is all but the rest's. */
  List<String> depositClasses() {
    return file.depositClasses().stream()
        .filter(name -> !file.everywhere().depositClass().equals(Optional.of(name)))
        .toList();
  }

  /** Which text this is: the file and the beginning of its SHA-256. */
  String version() {
    try {
      return "categories/"
          + file.file()
          + " "
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(file.content().getBytes(StandardCharsets.UTF_8)))
              .substring(0, SHORT_HASH);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private void wrong(SaidCategory one, String what) {
    flaws.add(file.file(), one.line(), "category " + one.name() + " " + what);
  }

  /** What a category may leave to all has to be said for all. */
  private void requireWhole(SaidCategory everywhere) {
    Map<String, Optional<?>> needed =
        Map.of(
            "open-to", everywhere.openTo(),
            "invitation", everywhere.invitation(),
            "distribution", everywhere.distribution(),
            "promotion", everywhere.promotion(),
            "seven-day-return", everywhere.sevenDayReturn(),
            "shipping", everywhere.shipping(),
            "deposit", everywhere.depositClass());
    needed.entrySet().stream()
        .filter(one -> one.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(
            key ->
                flaws.add(
                    file.file(),
                    everywhere.line(),
                    "everywhere has no %s; write what holds where a category says nothing"
                        .formatted(key)));
    requireKnownDeposit(everywhere, "everywhere");
  }

  private void requireKnownDeposit(SaidCategory one, String name) {
    one.depositClass()
        .filter(deposit -> !file.depositClasses().contains(deposit))
        .ifPresent(
            deposit ->
                flaws.add(
                    file.file(),
                    one.line(),
                    "%s: deposit %s is none of deposit-classes; write one of %s"
                        .formatted(name, deposit, String.join(", ", file.depositClasses()))));
  }

  private Category category(SaidCategory one) {
    List<SaidCategory> above = above(one);
    List<SaidCategory> chain =
        Stream.of(Stream.of(one), above.stream(), Stream.of(file.everywhere()))
            .flatMap(part -> part)
            .toList();
    List<String> below =
        said.values().stream()
            .filter(other -> other.parent().equals(Optional.of(one.name())))
            .map(SaidCategory::name)
            .toList();
    Category category =
        new Category(
            file.platform(),
            one.name(),
            one.english().orElse(null),
            above.stream().map(SaidCategory::name).toList(),
            below,
            first(chain, SaidCategory::openTo, Set.<StoreType>of()),
            first(chain, SaidCategory::invitation, true),
            first(chain, SaidCategory::papers, List.<CategoryPaper>of()),
            first(chain, SaidCategory::filingPapers, List.<List<DocumentKind>>of()),
            first(chain, SaidCategory::distribution, false),
            first(chain, SaidCategory::promotion, false),
            attributes(chain),
            chain.stream().flatMap(said -> said.materials().stream()).findFirst().orElse(null),
            chain.stream().flatMap(said -> said.title().stream()).findFirst().orElse(null),
            first(chain, SaidCategory::sevenDayReturn, SevenDayReturn.REQUIRED),
            first(chain, SaidCategory::shipping, Set.<Shipping>of()),
            first(chain, SaidCategory::depositClass, ""),
            first(chain, SaidCategory::species, List.<String>of()),
            one.productsBelow());
    check(one, category, chain);
    return category;
  }

  private static <T> T first(
      List<SaidCategory> chain, Function<SaidCategory, Optional<T>> said, T otherwise) {
    return chain.stream().flatMap(one -> said.apply(one).stream()).findFirst().orElse(otherwise);
  }

  /** By name: the nearest that says something of an attribute counts. */
  private static List<CategoryAttribute> attributes(List<SaidCategory> chain) {
    Map<String, CategoryAttribute> attributes = new LinkedHashMap<>();
    chain
        .reversed()
        .forEach(one -> one.attributes().forEach(each -> attributes.put(each.name(), each)));
    return List.copyOf(attributes.values());
  }

  /** The categories a category is part of, the nearest first. */
  private List<SaidCategory> above(SaidCategory one) {
    List<SaidCategory> above = new ArrayList<>();
    SaidCategory now = one;
    while (now.parent().isPresent()) {
      String name = now.parent().get();
      SaidCategory parent = said.get(name);
      if (parent == null) {
        if (now == one) {
          wrong(
              one,
              "has the parent %s, which is not in this file; add it, or take parent out"
                  .formatted(name));
        }
        return above;
      }
      if (parent == one || above.contains(parent)) {
        wrong(one, "is part of itself by its parents; take one parent out");
        return List.of();
      }
      above.add(parent);
      now = parent;
    }
    return above;
  }

  private void check(SaidCategory one, Category category, List<SaidCategory> chain) {
    requireKnownDeposit(one, "category " + one.name());
    if (category.productsBelow() && category.below().isEmpty()) {
      wrong(one, "has nothing below it for products; add it, or take products-below out");
    }
    TitlePattern title = category.title();
    if (title != null && !category.productsBelow()) {
      List<String> required =
          category.attributes().stream()
              .filter(CategoryAttribute::required)
              .map(CategoryAttribute::name)
              .toList();
      int line =
          chain.stream()
              .filter(said -> said.title().isPresent())
              .mapToInt(SaidCategory::titleLine)
              .findFirst()
              .orElse(one.line());
      title
          .flaws(required, category.species())
          .forEach(
              flaw ->
                  flaws.add(
                      file.file(),
                      line,
                      "the title pattern cannot be used for category %s: %s"
                          .formatted(one.name(), flaw)));
    }
  }
}
