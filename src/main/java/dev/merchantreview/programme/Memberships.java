package dev.merchantreview.programme;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The memberships as they are kept. */
@Repository
public class Memberships extends Cases<Membership, Membership.Data> {

  private static final String OPEN = "state not in ('CLOSED', 'REFUSED')";

  Memberships(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "programme_membership",
            new Instances.PerRound("(review ->> 'number')::int", "in_process"),
            "merchant_id",
            Map.of(
                "programme", one -> one.application().programme(),
                "subject_id", one -> one.application().subject().id(),
                "merchant_id", Membership::ownerId,
                "in_process", Membership::isInProcess,
                "check_on", one -> one.data().checkOn,
                "closes_on", one -> one.data().closesOn,
                "again_from", one -> one.data().againFrom),
            Membership.Data.class,
            Membership::data,
            Membership::new));
  }

  /** The one a process works on. */
  Membership get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no membership " + id));
  }

  /** The membership of a subject that has not ended. */
  Optional<Membership> open(String programme, String subject) {
    return where(
            "programme = :programme and subject_id = :subject and " + OPEN,
            Map.of("programme", programme, "subject", subject))
        .stream()
        .findFirst();
  }

  /**
   * What is in the way of an application, whatever the figures are.
   *
   * @param againFrom from which day on the subject may apply again; null where it may
   * @param closed whether the store it is, or every store it had on the platform, is closed
   */
  record InTheWay(@Nullable LocalDate againFrom, boolean closed) {}

  /** Asked in one statement: whoever applies waits for it. */
  InTheWay inTheWay(Programme programme, String subject, LocalDate today) {
    return jdbc()
        .sql(
            """
            select (select max(again_from) from programme_membership
                     where programme = :programme and subject_id = :subject and again_from > :today),
                   case cast(:kind as text)
                     when 'STORE' then exists (select from store where id = :subject and state = 'CLOSED')
                     when 'MERCHANT' then coalesce((select bool_and(state = 'CLOSED') from store
                                                     where merchant_id = :subject and platform = :platform), false)
                     else false
                   end
            """)
        .param("programme", programme.id())
        .param("subject", subject)
        .param("today", today)
        .param("kind", programme.subject().name())
        .param("platform", programme.platform().name())
        .query((row, number) -> new InTheWay(row.getObject(1, LocalDate.class), row.getBoolean(2)))
        .single();
  }

  /** A member whose check is due. */
  record Due(CaseId id, String subject, String merchant, long version, boolean plain) {}

  /**
   * A portion of the members of a programme whose check is due, the longest due first.
   *
   * @param except those that were looked at one by one already
   */
  List<Due> due(String programme, LocalDate today, Collection<String> except, int limit) {
    return jdbc()
        .sql(
            """
            select id, subject_id, merchant_id, version,
                   state = 'ACTIVE' and (data ->> 'failures')::int = 0 and not (data ->> 'onTrial')::boolean as plain
              from programme_membership
             where programme = :programme and check_on <= :today and id <> all(:except)
             order by check_on, id limit :limit
            """)
        .param("programme", programme)
        .param("today", today)
        .param("except", except.toArray(String[]::new))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Due(
                    new CaseId(row.getString("id")),
                    row.getString("subject_id"),
                    row.getString("merchant_id"),
                    row.getLong("version"),
                    row.getBoolean("plain")))
        .list();
  }

  /** Sets the next check of members of whom nothing changed, unless somebody changed them. */
  void checked(Collection<Due> same, LocalDate today, @Nullable LocalDate next) {
    jdbc()
        .sql(
            """
            update programme_membership m
               set check_on = :next,
                   data = m.data || jsonb_build_object('checkedOn', cast(:today as text), 'checkOn', cast(:next as text),
                                                       'unmet', jsonb_build_array())
              from unnest(:ids::text[], :versions::bigint[]) as s(id, version)
             where m.id = s.id and m.version = s.version
            """)
        .param("next", next)
        .param("today", today.toString())
        .param("ids", same.stream().map(one -> one.id().value()).toArray(String[]::new))
        .param("versions", same.stream().map(Due::version).toArray(Long[]::new))
        .update();
  }

  /** Keeps what a check found of a member that stands as before, without another version of it. */
  void looked(Membership same) {
    jdbc()
        .sql(
            "update programme_membership set check_on = :next, data = data || cast(:data as jsonb) where id = :id")
        .param("next", same.data().checkOn)
        .param("data", json().tree(same.data()).toString())
        .param("id", same.id().value())
        .update();
  }

  /** A portion of those whose days of probation are over. */
  List<CaseId> pastProbation(LocalDate today, int limit) {
    return jdbc()
        .sql(
            "select id from programme_membership where state = 'PROBATION'"
                + " and (data ->> 'probationUntil') <= :today order by id limit :limit")
        .param("today", today.toString())
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** The programmes somebody is, or was, a member of. */
  List<String> programmes() {
    return jdbc()
        .sql("select distinct programme from programme_membership order by 1")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** A portion of those whose end has come. */
  List<CaseId> ending(LocalDate today, int limit) {
    return jdbc()
        .sql(
            "select id from programme_membership where state = 'CLOSING' and closes_on <= :today order by id limit :limit")
        .param("today", today)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /**
   * Has members of these subjects looked at whose check would come later, and those whose end is
   * decided and lies ahead.
   *
   * @param day today where they wait for the hour of their check; a day before where they do not
   */
  void dueSince(LocalDate day, Collection<String> programmes, Collection<String> subjects) {
    due(
        day,
        programmes,
        subjects,
        "(check_on > :day or check_on is null and state not in ('APPLIED', 'IN_REVIEW'))");
  }

  /** Has members looked at today of whom figures came. */
  void figuresCame(Collection<String> programmes, Collection<String> subjects, LocalDate today) {
    due(today, programmes, subjects, "check_on > :day");
  }

  private void due(
      LocalDate day, Collection<String> programmes, Collection<String> subjects, String which) {
    jdbc()
        .sql(
            """
            update programme_membership
               set check_on = :day, version = version + 1,
                   data = data || jsonb_build_object('checkOn', cast(:day as date))
             where programme = any(:programmes) and subject_id = any(:subjects)
               and state not in ('CLOSED', 'REFUSED') and %s
            """
                .formatted(which))
        .param("day", day)
        .param("programmes", programmes.toArray(String[]::new))
        .param("subjects", subjects.toArray(String[]::new))
        .update();
  }

  /** Whether every other store a merchant had on a platform is closed. */
  boolean isLastOf(String merchantId, Platform platform, CaseId store) {
    return jdbc()
        .sql(
            "select not exists (select from store where merchant_id = :merchant and platform = :platform"
                + " and id <> :store and state <> 'CLOSED')")
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .param("store", store.value())
        .query(Boolean.class)
        .single();
  }

  /** Newest first; null lets everything pass. */
  public List<Membership> list(
      @Nullable String programme,
      @Nullable MembershipState state,
      @Nullable String subject,
      @Nullable String merchantId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("programme", programme);
    conditions.equal("state", state);
    conditions.equal("subject_id", subject);
    conditions.equal("merchant_id", merchantId);
    return list(conditions, slice);
  }

  /** Those of a subject, newest first. */
  public List<Membership> of(SubjectKind kind, String subject, int limit) {
    return where(
        "subject_id = :subject and data -> 'application' -> 'subject' ->> 'kind' = :kind"
            + " order by created_at desc, id desc limit :limit",
        Map.of("subject", subject, "kind", kind.name(), "limit", limit));
  }
}
