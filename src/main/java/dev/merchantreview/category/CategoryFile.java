package dev.merchantreview.category;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.Resource;

/** Reads a file of {@code config/categories}: a platform's categories, each with what it says. */
final class CategoryFile {

  /** As long as a category, and an attribute's name, may be in requests. */
  private static final int LONGEST_NAME = 40;

  private final String file;
  private final Flaws flaws;

  private CategoryFile(String file, Flaws flaws) {
    this.file = file;
    this.flaws = flaws;
  }

  /**
   * What a file says.
   *
   * @param content the whole text, for its hash
   * @param depositClasses what the deposit table knows
   * @param everywhere what holds for every category that says nothing else
   */
  record Content(
      String file,
      String content,
      Platform platform,
      List<String> depositClasses,
      SaidCategory everywhere,
      List<SaidCategory> categories) {}

  /** Reads a file; empty when it is not even a map or names no platform. */
  static Optional<Content> read(Resource resource, Flaws flaws) throws IOException {
    String file = String.valueOf(resource.getFilename());
    String text = resource.getContentAsString(StandardCharsets.UTF_8);
    CategoryFile reader = new CategoryFile(file, flaws);
    return YamlFields.read(resource, "platform:", flaws)
        .flatMap(fields -> reader.content(fields, text));
  }

  private Optional<Content> content(YamlFields fields, String text) {
    fields.required("platform");
    Optional<Platform> platform = fields.constant("platform", Platform.class);
    List<String> depositClasses = fields.texts("deposit-classes").orElse(List.of());
    if (depositClasses.isEmpty()) {
      fields.wrong(
          "deposit-classes", "the file has no deposit-classes; write those of store-deposit.dmn");
    }
    Optional<SaidCategory> everywhere =
        fields.fields("everywhere").map(below -> said(below, "everywhere", Optional.empty()));
    if (everywhere.isEmpty()) {
      fields.wrong("everywhere", "the file has no everywhere; write what holds for all categories");
    }
    List<SaidCategory> categories = new ArrayList<>();
    for (YamlFields category : fields.maps("categories", "category").orElse(List.of())) {
      String name = name(category);
      if (!name.isEmpty()) {
        categories.add(said(category, name, category.text("parent")));
      }
    }
    if (categories.isEmpty()) {
      fields.wrong("categories", "the file has no categories; write them as a list");
    }
    fields.finish();
    return platform.flatMap(
        one ->
            everywhere.map(all -> new Content(file, text, one, depositClasses, all, categories)));
  }

  private static String name(YamlFields fields) {
    String name = fields.required("name");
    if (name.codePointCount(0, name.length()) > LONGEST_NAME || !name.equals(name.strip())) {
      fields.wrong(
          "name",
          "%s is longer than %d characters, or has blanks around it; shorten it"
              .formatted(name, LONGEST_NAME));
    }
    return name;
  }

  private static SaidCategory said(YamlFields fields, String name, Optional<String> parent) {
    boolean category = !name.equals("everywhere");
    SaidCategory said =
        new SaidCategory(
            fields.line(),
            name,
            category ? fields.text("english") : Optional.empty(),
            parent,
            fields.constants("open-to", StoreType.class),
            fields.flag("invitation"),
            papers(fields),
            filingPapers(fields),
            fields.flag("distribution"),
            fields.flag("promotion"),
            attributes(fields),
            fields.text("materials"),
            title(fields),
            fields.line("title"),
            fields.constant("seven-day-return", SevenDayReturn.class),
            shipping(fields, name),
            fields.text("deposit"),
            fields.texts("species"),
            category && fields.flag("products-below").orElse(false));
    fields.finish();
    return said;
  }

  /** Goods that come to the buyer in no way cannot be described. */
  private static Optional<Set<Shipping>> shipping(YamlFields fields, String name) {
    Optional<Set<Shipping>> ways = fields.constants("shipping", Shipping.class);
    if (fields.texts("shipping").filter(List::isEmpty).isPresent()) {
      fields.wrong("shipping", name + ": shipping names no way; write NONE where nothing is sent");
    }
    return ways;
  }

  private static Optional<List<CategoryPaper>> papers(YamlFields fields) {
    return fields
        .maps("papers", "paper")
        .map(
            demands -> {
              List<CategoryPaper> papers = new ArrayList<>();
              for (YamlFields demand : demands) {
                Set<StoreType> sellers =
                    demand
                        .constants("sellers", StoreType.class)
                        .orElse(EnumSet.allOf(StoreType.class));
                papers.add(new CategoryPaper(anyOf(demand), sellers));
                demand.finish();
              }
              return List.copyOf(papers);
            });
  }

  private static Optional<List<List<DocumentKind>>> filingPapers(YamlFields fields) {
    return fields
        .maps("filing-papers", "paper")
        .map(
            demands ->
                demands.stream()
                    .map(
                        demand -> {
                          List<DocumentKind> anyOf = anyOf(demand);
                          demand.finish();
                          return anyOf;
                        })
                    .toList());
  }

  private static List<DocumentKind> anyOf(YamlFields demand) {
    Optional<Set<DocumentKind>> kinds = demand.constants("any-of", DocumentKind.class);
    if (kinds.isEmpty() || kinds.get().isEmpty()) {
      demand.wrong("any-of", "a paper has no any-of; write the kinds of which one is enough");
    }
    return List.copyOf(kinds.orElse(Set.of()));
  }

  private static List<CategoryAttribute> attributes(YamlFields fields) {
    List<CategoryAttribute> attributes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlFields one : fields.maps("attributes", "attribute").orElse(List.of())) {
      String name = name(one);
      if (!names.add(name)) {
        one.wrong("name", "attribute %s is there twice; leave one".formatted(name));
      }
      attributes.add(
          new CategoryAttribute(
              name,
              one.text("english").orElse(null),
              one.flag("required").orElse(true),
              one.texts("values").orElse(List.of())));
      one.finish();
    }
    return List.copyOf(attributes);
  }

  private static Optional<TitlePattern> title(YamlFields fields) {
    return fields
        .fields("title")
        .map(
            title -> {
              TitlePattern pattern =
                  new TitlePattern(
                      title.required("pattern"),
                      new ProblemTable.Text(title.required("zh"), title.required("en")));
              title.finish();
              return pattern;
            });
  }
}
