package dev.merchantreview.refund;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.review.SealedCases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deposit refunds as they are kept: holder and number of the account sealed. */
@Repository
class DepositRefunds extends SealedCases<DepositRefund, DepositRefund.Data, RefundContent> {

  private static final Declared<DepositRefund, DepositRefund.Data> DECLARED =
      new Declared<>(
          "deposit_refund",
          new Instances.PerCase(),
          "owner_id",
          Map.of(
              "holder_id", refund -> refund.request().holderId().value(),
              "platform", refund -> refund.request().platform().name(),
              "owner_id", DepositRefund::ownerId),
          DepositRefund.Data.class,
          DepositRefund::data,
          DepositRefund::new);

  DepositRefunds(JdbcClient jdbc, JsonColumns json, SealedContents contents) {
    super(jdbc, json, contents, RefundContent.class, DECLARED);
  }

  /** The refund of a holder that has not ended: there is at most one. */
  Optional<String> openOne(CaseId holderId) {
    return jdbc()
        .sql("select id from deposit_refund where open and holder_id = :holder")
        .param("holder", holderId.value())
        .query(String.class)
        .optional();
  }

  /** Newest first; null lets everything pass. */
  List<DepositRefund> list(
      @Nullable Platform platform,
      @Nullable RefundState state,
      @Nullable String holderId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("holder_id", holderId);
    return list(conditions, slice);
  }
}
