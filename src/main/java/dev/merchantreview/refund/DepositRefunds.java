package dev.merchantreview.refund;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.review.SealedCases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.waiver.WaiverSubject;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * The refunds of a holder that have not ended: at most one for each deposit.
   *
   * @param holders all ids the holder is asked for by: a store's, and that of the application it
   *     came of
   */
  Map<String, List<DepositPurpose>> open(Collection<String> holders) {
    Map<String, List<DepositPurpose>> open = new LinkedHashMap<>();
    jdbc()
        .sql(
            """
            select id, coalesce((select string_agg(deposit, ',' order by deposit desc)
                                   from jsonb_array_elements_text(nullif(data -> 'deposits', 'null')) deposit),
                                'STORE') as deposits
              from deposit_refund where open and holder_id in (:holders) order by created_at, id
            """)
        .param("holders", holders)
        .query(
            row -> {
              open.put(
                  row.getString("id"),
                  Arrays.stream(row.getString("deposits").split(","))
                      .map(DepositPurpose::valueOf)
                      .toList());
            });
    return open;
  }

  /** The open refunds that a waiver for somebody could serve, always in the same order. */
  List<CaseId> openOf(Platform platform, WaiverSubject subject) {
    return jdbc()
        .sql(
            "select id from deposit_refund where open and platform = :platform and "
                + switch (subject.kind()) {
                  case MERCHANT -> "owner_id = :subject";
                  case STORE -> "holder_id = :subject";
                  case LICENCE -> "false";
                }
                + " order by id")
        .param("platform", platform.name())
        .param("subject", subject.id())
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
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
