package dev.merchantreview.category.web;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trees of categories. */
@RestController
@RequestMapping("/api/v1/categories")
@Tag(name = "Categories", description = "类目: what may be sold on a platform, and what it asks for")
class CategoryController {

  private final Categories categories;
  private final PlatformListRule platforms;
  private final CategoryViews views;

  CategoryController(Categories categories, PlatformListRule platforms, CategoryViews views) {
    this.categories = categories;
    this.platforms = platforms;
    this.views = views;
  }

  @GetMapping
  @MayCall
  @Operation(
      operationId = "listCategories",
      summary = "A platform's categories in the order of its tree, each with what it asks for")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "storeType",
      in = ParameterIn.QUERY,
      description = "Says whether each is open to it, and leaves out what others hand in",
      schema = @Schema(implementation = StoreType.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<CategoryView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "storeType"));
    query.required("platform");
    Optional<Platform> platform =
        query
            .text("platform")
            .filter(text -> !text.isEmpty())
            .flatMap(text -> query.constant("platform", Platform.class));
    platform.ifPresent(one -> platforms.check(one, "#query/platform").forEach(query::wrong));
    Optional<StoreType> storeType = query.constant("storeType", StoreType.class);
    int limit = query.limit();
    int from = query.cursor().map(cursor -> position(cursor, query)).orElse(0);
    query.check();
    List<Category> all = List.copyOf(categories.all(platform.orElseThrow()));
    List<Place> found =
        IntStream.range(Math.min(from, all.size()), Math.min(from + limit + 1, all.size()))
            .mapToObj(place -> new Place(place, all.get(place)))
            .toList();
    return Page.of(
        found,
        limit,
        place -> new Page.Cursor(Instant.EPOCH, Integer.toString(place.number() + 1)),
        place -> views.view(place.category(), storeType.orElse(null), locale));
  }

  /** Where a category stands in its tree. */
  private record Place(int number, Category category) {}

  private static int position(Page.Cursor cursor, Query query) {
    if (cursor.at().equals(Instant.EPOCH) && cursor.id().matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(cursor.id());
    }
    query.wrong(FieldError.of("#query/cursor", "WRONG_CURSOR"));
    return 0;
  }
}
