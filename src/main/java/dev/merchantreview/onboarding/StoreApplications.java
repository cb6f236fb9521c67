package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.review.SealedCases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Countries;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.waiver.WaiverSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/**
 * The store applications as they are kept: names of persons, identity number, account number, phone
 * and e-mail sealed.
 */
@Repository
class StoreApplications
    extends SealedCases<StoreApplication, StoreApplication.Data, ApplicationContent> {

  private static final String SHOP = "shop";

  private static final Declared<StoreApplication, StoreApplication.Data> DECLARED =
      new Declared<>(
          "store_application",
          new Instances.PerCase(),
          "merchant_id",
          Map.of(
              "platform", application -> application.content().platform().name(),
              "merchant_id", StoreApplication::ownerId,
              "store_type", application -> application.content().storeType().name(),
              "licence_number", application -> application.content().subject().licenceNumber(),
              "store_id", StoreApplication::storeId),
          StoreApplication.Data.class,
          StoreApplication::data,
          StoreApplication::new);

  StoreApplications(JdbcClient jdbc, JsonColumns json, SealedContents contents) {
    super(jdbc, json, contents, ApplicationContent.class, DECLARED);
  }

  /**
   * What the shop shows is kept once more beside the content, as it is sealed there: an instance of
   * the release before writes the content whole, without what it does not know of it.
   */
  @Override
  protected void seal(CaseId id, StoreApplication.Data data, ObjectNode kept) {
    super.seal(id, data, kept);
    if (!kept.has("content")) {
      kept.remove(SHOP);
    } else if (kept.path("content").path(SHOP) instanceof ObjectNode sealed) {
      kept.set(SHOP, sealed);
    } else {
      kept.putNull(SHOP);
    }
  }

  /**
   * Completed by the copy, of whatever round: nobody takes a shop back, and whoever fixes something
   * else leaves it out.
   */
  @Override
  protected void open(CaseId id, StoreApplication.Data kept, SealedContents.Readings readings) {
    if (kept.content().shop() == null && kept.shop != null) {
      kept.content(kept.content().withShop(kept.shop));
    }
    kept.shop = null;
    super.open(id, kept, readings);
  }

  @Override
  protected boolean hasPlainOnes() {
    return true;
  }

  /**
   * The open application of this merchant for this platform and store type: there is at most one.
   */
  Optional<String> openOne(Platform platform, String merchantId, StoreType type) {
    return jdbc()
        .sql(
            "select id from store_application where open and platform = :platform and merchant_id = :merchantId"
                + " and store_type = :storeType")
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .param("storeType", type.name())
        .query(String.class)
        .optional();
  }

  /** The open applications that a waiver for somebody could serve, always in the same order. */
  List<CaseId> openOf(Platform platform, WaiverSubject subject) {
    return jdbc()
        .sql(
            "select id from store_application where open and platform = :platform and "
                + servedBy(subject.kind())
                + " order by id")
        .param("mainland", Countries.MAINLAND)
        .param("platform", platform.name())
        .param("subject", subject.id())
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /** A number from abroad stands behind its country and a space. */
  private static String servedBy(WaiverSubject.Kind kind) {
    return switch (kind) {
      case MERCHANT -> "merchant_id = :subject";
      case LICENCE ->
          "licence_number in (:subject, substr(:subject, 4)) and :subject = coalesce(nullif(data #>>"
              + " '{content,subject,registeredIn}', :mainland) || ' ', '') || licence_number";
      case STORE -> "false";
    };
  }

  /** Which of these are in a state. */
  Set<CaseId> in(StoreApplicationState state, Set<CaseId> ids) {
    return jdbc()
        .sql("select id from store_application where state = :state and id = any(:ids)")
        .param("state", state.name())
        .param("ids", ids.stream().map(CaseId::value).toArray(String[]::new))
        .query((row, number) -> new CaseId(row.getString(1)))
        .set();
  }

  /** Open applications of other merchants that name the same licence. */
  List<String> openWithLicence(String licenceNumber, String merchantId) {
    return jdbc()
        .sql(
            "select id from store_application where open and licence_number = :licence"
                + " and merchant_id <> :merchantId order by created_at limit 10")
        .param("licence", licenceNumber)
        .param("merchantId", merchantId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Newest first; null lets everything pass. */
  List<StoreApplication> list(
      @Nullable Platform platform,
      @Nullable StoreApplicationState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("merchant_id", merchantId);
    return list(conditions, slice);
  }
}
