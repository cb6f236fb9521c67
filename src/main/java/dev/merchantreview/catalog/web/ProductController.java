package dev.merchantreview.catalog.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.catalog.Product;
import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.ProductFilings;
import dev.merchantreview.catalog.ProductVersion;
import dev.merchantreview.catalog.ProductVersions;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.catalog.WatchedField;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.store.CategoryStanding;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.PathIds;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Products. */
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products", description = "商品: what is sold, with every version it had")
class ProductController {

  private static final int VERSIONS = 200;

  private final Products products;
  private final ProductVersions versions;
  private final ObjectProvider<ProductFilings> filings;
  private final StoreCategories stores;
  private final WorkingCalendar calendar;

  ProductController(
      Products products,
      ProductVersions versions,
      ObjectProvider<ProductFilings> filings,
      StoreCategories stores,
      WorkingCalendar calendar) {
    this.filings = filings;
    this.stores = stores;
    this.products = products;
    this.versions = versions;
    this.calendar = calendar;
  }

  /**
   * A product.
   *
   * @param id what the platform knows the product by; of all owners' products only this one has it
   * @param ownId what the owner called it: the same, unless another owner's product had that id
   *     before. The owner can go on using it but for sale permits and distribution
   * @param watchedRevision counts the edits that send filings back
   */
  // Said again here: without it, what is unwrapped into another answer loses it in the contract.
  @Schema(description = "A product.")
  record ProductView(
      String id,
      String ownId,
      @JsonUnwrapped ProductContent content,
      boolean listed,
      @Nullable String offlineReview,
      long version,
      long watchedRevision,
      OffsetDateTime createdAt,
      OffsetDateTime updatedAt) {}

  /**
   * A product with how its filings stand.
   *
   * @param filings what was filed for it, newest first; the latest 200
   */
  record FiledProductView(
      @JsonUnwrapped ProductView product, List<ProductFilings.ProductFiling> filings) {}

  /**
   * A product after it was described.
   *
   * @param changedFields the watched fields that changed
   * @param filingsSentBack filings that went back to PENDING by this edit
   */
  record StoredView(
      @JsonUnwrapped ProductView product,
      List<WatchedField> changedFields,
      List<String> filingsSentBack) {}

  /** A version. */
  record VersionView(
      long version,
      long watchedRevision,
      ProductVersion.Change change,
      List<WatchedField> changedFields,
      ProductContent content,
      String changedBy,
      OffsetDateTime changedAt) {}

  /** The offline review of a zero-yuan draw. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record OfflineReview(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 64) String number) {}

  @PutMapping("/{id}")
  @MayCall(Role.MERCHANT)
  @Operation(
      summary =
          "Describe a product, or describe it anew; an edit of a watched field sends its filings back")
  @ApiResponse(responseCode = "200", description = "Described anew", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "Described for the first time",
      useReturnTypeSchema = true)
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  ResponseEntity<StoredView> put(
      @PathVariable String id,
      @RequestBody ProductContent content,
      ExpectedVersion expected,
      Caller caller) {
    if (!caller.actsFor(content.ownerId())) {
      throw ApiProblem.notYourMerchant(content.ownerId());
    }
    Products.Stored stored =
        products.put(
            PathIds.require(id),
            content,
            caller.actor(),
            before -> {
              expected.require(before == null ? 0 : before.version());
              if (before != null) {
                requireSame(before, content);
              }
              if (before == null || !before.content().category().equals(content.category())) {
                requireHeld(content);
              }
            });
    return ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(ETags.of(stored.product().version()))
        .body(new StoredView(view(stored.product()), stored.changedFields(), stored.sentBack()));
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One product, with how its filings stand")
  ResponseEntity<FiledProductView> get(@PathVariable String id, Caller caller) {
    FiledProductView shown = filed(visible(id, caller));
    return ResponseEntity.ok().eTag(tag(shown)).body(shown);
  }

  @GetMapping
  @MayCall
  @Operation(summary = "Products, newest first")
  @Parameter(name = "ownerId", in = ParameterIn.QUERY)
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<ProductView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, Set.of("ownerId", "platform"));
    Optional<String> ownerId = query.text("ownerId");
    Optional<Platform> platform = query.constant("platform", Platform.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        products.list(
            ownerId.orElse(null),
            platform.orElse(null),
            caller.readsAll() ? null : caller.merchants(),
            cursor,
            limit + 1),
        limit,
        product -> new Page.Cursor(product.createdAt(), product.id()),
        this::view);
  }

  @GetMapping("/{id}/versions")
  @MayCall
  @Operation(
      operationId = "listProductVersions",
      summary = "The versions a product had, newest first; the latest 200")
  List<VersionView> versions(@PathVariable String id, Caller caller) {
    return versions.of(visible(id, caller).id(), VERSIONS).stream()
        .map(
            version ->
                new VersionView(
                    version.version(),
                    version.watchedRevision(),
                    version.change(),
                    version.changedFields(),
                    version.content(),
                    version.changedBy(),
                    at(version.changedAt())))
        .toList();
  }

  @PostMapping("/{id}/delisting")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Take a product off the shelf; its filings are closed")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<FiledProductView> delist(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller) {
    String owned = owned(id, caller);
    return once.run("", () -> changed(id, products.delist(owned, caller.actor(), expected)));
  }

  @PostMapping("/{id}/relisting")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Put a product back on the shelf; it has to be filed anew")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<FiledProductView> relist(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller) {
    String owned = owned(id, caller);
    return once.run("", () -> changed(id, products.relist(owned, caller.actor(), expected)));
  }

  @PutMapping("/{id}/offline-review")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "recordOfflineReview",
      summary = "Record that a zero-yuan draw (0元购) was reviewed offline")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<FiledProductView> reviewedOffline(
      @PathVariable String id, @RequestBody OfflineReview review, Caller caller) {
    return changed(id, products.reviewedOffline(id, review.number(), caller.actor()));
  }

  private ResponseEntity<FiledProductView> changed(String id, Optional<Change<Product>> change) {
    Product product = Changes.made(change, id);
    FiledProductView shown = filed(product);
    return ResponseEntity.accepted().eTag(tag(shown)).body(shown);
  }

  private Product visible(String id, Caller caller) {
    return products
        .named(id, caller::actsFor)
        .filter(product -> caller.readsAll() || caller.actsFor(product.ownerId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  private String owned(String id, Caller caller) {
    return products
        .named(id, caller::actsFor)
        .filter(product -> caller.actsFor(product.ownerId()))
        .map(Product::id)
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  /** Describing a product anew must not turn it into another one. */
  private static void requireSame(Product before, ProductContent content) {
    if (before.platform() != content.platform()) {
      throw ApiProblem.validation(
          List.of(FieldError.of("/platform", "NOT_CHANGEABLE", before.platform().name())));
    }
  }

  /** What is there already stays; nothing comes into a category the owner's store lost. */
  private void requireHeld(ProductContent content) {
    if (stores.standing(content.platform(), content.ownerId(), content.category())
        == CategoryStanding.LOST) {
      throw ApiProblem.validation(
          List.of(FieldError.of("/category", "STORE_CATEGORY_LOST", content.category())));
    }
  }

  private FiledProductView filed(Product product) {
    return new FiledProductView(
        view(product), filings.orderedStream().flatMap(one -> one.of(product).stream()).toList());
  }

  /** Another one when a filing has moved, too. */
  private static String tag(FiledProductView shown) {
    return shown.filings().isEmpty()
        ? ETags.of(shown.product().version())
        : ETags.of(shown.product().version(), shown.filings());
  }

  private ProductView view(Product product) {
    return new ProductView(
        product.id(),
        product.ownId(),
        product.content(),
        product.listed(),
        product.offlineReview(),
        product.version(),
        product.watchedRevision(),
        at(product.createdAt()),
        at(product.updatedAt()));
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
