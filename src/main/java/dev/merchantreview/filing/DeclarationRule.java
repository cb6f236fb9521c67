package dev.merchantreview.filing;

import dev.merchantreview.catalog.Product;
import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.Streamer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before products are filed: small named rules, each answering with everything it
 * finds wrong.
 */
enum DeclarationRule {
  /** The streamer is known. */
  STREAMER_KNOWN {
    @Override
    List<FieldError> check(Facts facts) {
      return facts.streamer() == null
          ? List.of(FieldError.of("/streamerId", "UNKNOWN_STREAMER", facts.asked().streamerId()))
          : List.of();
    }
  },

  /** [K-file] Only what a designated streamer sells, or is met by in a PK, is filed (存在不符合要求主播). */
  STREAMER_DESIGNATED {
    @Override
    List<FieldError> check(Facts facts) {
      return facts.streamer() != null && !facts.streamer().designated()
          ? List.of(FieldError.of("/streamerId", "STREAMER_NOT_DESIGNATED"))
          : List.of();
    }
  },

  /** Who sells in a PK is known, and not the one on the other side. */
  SELLER_KNOWN {
    @Override
    List<FieldError> check(Facts facts) {
      if (facts.asked().scenario() != Scenario.PK) {
        return facts.asked().sellerId() == null
            ? List.of()
            : List.of(FieldError.of("/sellerId", "ONLY_IN_PK"));
      }
      if (facts.seller() == null) {
        return List.of(
            facts.asked().sellerId() == null
                ? FieldError.of("/sellerId", "REQUIRED")
                : FieldError.of("/sellerId", "UNKNOWN_STREAMER", facts.asked().sellerId()));
      }
      return facts.seller().id().equals(facts.asked().streamerId())
          ? List.of(FieldError.of("/streamerId", "PK_WITH_ONESELF"))
          : List.of();
    }
  },

  /** The products are there, the caller's, and each is named once. */
  PRODUCTS_OWNED {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      facts.eachProduct(
          (pointer, id, product) -> {
            if (!seen.add(id)) {
              errors.add(FieldError.of(pointer, "NOT_UNIQUE"));
            } else if (product == null) {
              errors.add(FieldError.of(pointer, "UNKNOWN_PRODUCT", id));
            } else if (!product.listed()) {
              errors.add(FieldError.of(pointer, "PRODUCT_DELISTED"));
            }
          });
      return errors;
    }
  },

  /** What is sold in one live is sold on one platform. */
  ONE_PLATFORM {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      facts.eachProduct(
          (pointer, id, product) -> {
            if (product != null && product.platform() != facts.platform()) {
              errors.add(FieldError.of(pointer, "OTHER_PLATFORM", facts.platform()));
            }
          });
      return errors;
    }
  },

  /**
   * [K-file] Self-built is the streamer's own, distribution is somebody else's; in a PK the
   * streamer declares own products, and the owner those the streamer distributes.
   */
  OWNER_FITS_SCENARIO {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      Streamer seller = facts.seller();
      if (seller == null) {
        return errors;
      }
      facts.eachProduct(
          (pointer, id, product) -> {
            if (product == null) {
              return;
            }
            boolean own = product.ownerId().equals(seller.merchantId());
            switch (facts.asked().scenario()) {
              case SELF_BUILT -> {
                if (!own) {
                  errors.add(FieldError.of(pointer, "NOT_OWN_PRODUCT", seller.id()));
                }
              }
              case DISTRIBUTION -> {
                if (own) {
                  errors.add(FieldError.of(pointer, "OWN_PRODUCT", seller.id()));
                }
              }
              default -> {
                if (!own && !facts.distributed().contains(id)) {
                  errors.add(FieldError.of(pointer, "NOT_DISTRIBUTED", seller.id()));
                }
              }
            }
          });
      return errors;
    }
  },

  /** The platform still has the category: one it does not know never means open. */
  CATEGORY_KNOWN {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      facts.eachProduct(
          (pointer, id, product) -> {
            if (product != null && facts.category(product).isEmpty()) {
              errors.add(
                  FieldError.of(
                      pointer,
                      "UNKNOWN_CATEGORY",
                      product.content().category(),
                      String.join("、", facts.categories().mainNames(product.platform()))));
            }
          });
      return errors;
    }
  },

  /** [K-live] Some categories are not distributed. */
  CATEGORY_DISTRIBUTABLE {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      facts.eachProduct(
          (pointer, id, product) -> {
            if (product != null
                && facts.seller() != null
                && !product.ownerId().equals(facts.seller().merchantId())
                && facts.category(product).filter(one -> !one.distribution()).isPresent()) {
              errors.add(
                  FieldError.of(pointer, "CATEGORY_NOT_DISTRIBUTED", product.content().category()));
            }
          });
      return errors;
    }
  },

  /** No store of the owner's lost the category. */
  CATEGORY_HELD {
    @Override
    List<FieldError> check(Facts facts) {
      List<FieldError> errors = new ArrayList<>();
      facts.eachProduct(
          (pointer, id, product) -> {
            if (product != null && facts.lost().contains(id)) {
              errors.add(
                  FieldError.of(pointer, "STORE_CATEGORY_LOST", product.content().category()));
            }
          });
      return errors;
    }
  },

  /** The live is ahead, and in a PK it is known. */
  LIVE_AHEAD {
    @Override
    List<FieldError> check(Facts facts) {
      Instant liveAt = facts.asked().liveAt();
      if (liveAt == null) {
        return facts.asked().scenario() == Scenario.PK
            ? List.of(FieldError.of("/liveAt", "REQUIRED"))
            : List.of();
      }
      return facts.leadTimes().check(facts.platform(), liveAt, "/liveAt");
    }
  },

  /** [K-file] Products are filed some working days before the live. */
  IN_TIME {
    @Override
    List<FieldError> check(Facts facts) {
      Instant liveAt = facts.asked().liveAt();
      return liveAt == null
          ? List.of()
          : facts.leadTimes().checkLate(facts.platform(), liveAt, "/liveAt");
    }
  };

  abstract List<FieldError> check(Facts facts);

  /**
   * What the rules look at.
   *
   * @param streamer the one the filing is because of; null when unknown
   * @param seller who sells; null when unknown
   * @param products by id, the caller's only
   * @param platform the first product's
   * @param distributed which of the products the seller took up for distribution
   * @param lost which of the products are of a category their owner's store lost
   * @param categories what is known of categories
   */
  record Facts(
      Declarations.Request asked,
      @Nullable Streamer streamer,
      @Nullable Streamer seller,
      Map<String, Product> products,
      Platform platform,
      Set<String> distributed,
      Set<String> lost,
      Categories categories,
      LeadTimes leadTimes) {

    Optional<Category> category(Product product) {
      return categories.find(product.platform(), product.content().category());
    }

    interface ProductCheck {
      void look(String pointer, String id, @Nullable Product product);
    }

    void eachProduct(ProductCheck check) {
      for (int i = 0; i < asked.productIds().size(); i++) {
        String id = asked.productIds().get(i);
        check.look("/productIds/" + i, id, products.get(id));
      }
    }
  }

  static List<FieldError> all(Facts facts) {
    return Arrays.stream(values()).flatMap(rule -> rule.check(facts).stream()).toList();
  }
}
