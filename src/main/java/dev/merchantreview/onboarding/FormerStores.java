package dev.merchantreview.onboarding;

import dev.merchantreview.database.StartTask;
import dev.merchantreview.personaldata.Prints;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.store.StoreRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recognises whoever closed a store [D-refund]: the merchant, or another merchant id with the same
 * licence, legal representative or settlement account.
 */
@Component
class FormerStores implements StartTask {

  private static final Logger LOG = LoggerFactory.getLogger(FormerStores.class);
  private static final int BATCH = 200;

  /**
   * When the last store of the platform that closed and has one of these prints may be opened
   * again. Each store found is looked up by its id, and its platform is looked at last, as in all
   * of these questions: a planner that knows little of the tables would join them the other way
   * round, or by the platform, and read every store there is.
   */
  private static final String RECOGNISED =
      """
      select max((select case when s.platform = :platform then s.reopenable_from end
                    from store s where s.id = p.store_id))
        from store_print p where p.print = any(:prints)
      """;

  /**
   * What may stand in the way of a new application. The first store that is not recognisable yet is
   * asked for in the order of an index that has nothing else in it. Whether there is any, the
   * planner would find out by reading all applications: it takes most of them for such, and there
   * is none.
   */
  static final String LOOK =
      """
      select greatest(
             (select max(reopenable_from) filter (where platform = :platform)
                from store where merchant_id = :merchantId),
             (%s)) as reopenable,
             (select id from store_application where open and platform = :platform
                 and merchant_id = :merchantId and store_type = :storeType) as existing,
             (select id from store_application
               where store_id is not null and not printed and id <> all (:unreadable)
               order by id limit 1) as unprinted
      """
          .formatted(RECOGNISED);

  /** Stores with one of these prints that lost a category, or are reviewed in one. */
  static final String RESTRICTED =
      """
      select distinct p.store_id from store_print p
       where p.print = any(:prints)
         and (select s.platform = :platform and cardinality(s.restricted_categories) > 0
                from store s where s.id = p.store_id)
       order by p.store_id
      """;

  private final JdbcClient jdbc;
  private final StoreApplications applications;
  private final StoreRegister stores;
  private final Prints prints;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** What this instance could not read, as without its key: another start looks again. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  FormerStores(
      JdbcClient jdbc,
      StoreApplications applications,
      StoreRegister stores,
      Prints prints,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.applications = applications;
    this.stores = stores;
    this.prints = prints;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** When this subject may open a store on the platform again; empty when it may now. */
  @Transactional(readOnly = true)
  public Optional<Instant> reopenableFrom(ApplicationContent content) {
    return Stream.concat(
            stores.reopenableFrom(content.platform(), content.merchantId()).stream(),
            closed(content.platform(), printsOf(content)).stream())
        .max(Instant::compareTo);
  }

  /**
   * What may stand in the way of a new application.
   *
   * @param reopenableFrom when this subject may open a store on the platform again; empty when it
   *     may now
   * @param open the id of the open application for the same store
   */
  record Standing(Optional<Instant> reopenableFrom, Optional<String> open) {}

  /** Asked at once: what is {@link #reopenableFrom}, and whether there is an open application. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Standing standing(ApplicationContent content) {
    Looked first = look(content);
    if (!first.unprinted()) {
      return first.standing();
    }
    fill();
    return look(content).standing();
  }

  /**
   * @param unprinted whether some stores are not recognisable yet
   */
  private record Looked(Standing standing, boolean unprinted) {}

  private Looked look(ApplicationContent content) {
    return jdbc.sql(LOOK)
        .param("platform", content.platform().name())
        .param("merchantId", content.merchantId())
        .param("storeType", content.storeType().name())
        .param("prints", printsOf(content).toArray(String[]::new))
        .param("unreadable", unreadable.toArray(String[]::new))
        .query(
            (row, number) -> {
              Timestamp from = row.getTimestamp("reopenable");
              return new Looked(
                  new Standing(
                      Optional.ofNullable(from)
                          .map(Timestamp::toInstant)
                          .filter(instant -> clock.instant().isBefore(instant)),
                      Optional.ofNullable(row.getString("existing"))),
                  row.getString("unprinted") != null);
            })
        .single();
  }

  /** The stores of this subject on the platform that lost a category, or are reviewed in one. */
  @Transactional(readOnly = true)
  public List<CaseId> withRestrictions(ApplicationContent content) {
    return jdbc.sql(RESTRICTED)
        .param("prints", printsOf(content).toArray(String[]::new))
        .param("platform", content.platform().name())
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  private List<String> printsOf(ApplicationContent content) {
    return traits(content).entrySet().stream()
        .flatMap(trait -> prints.everyOf(trait.getKey(), trait.getValue()).stream())
        .toList();
  }

  private Optional<Instant> closed(Platform platform, List<String> looked) {
    return jdbc.sql(RECOGNISED)
        .param("prints", looked.toArray(String[]::new))
        .param("platform", platform.name())
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant)
        .filter(from -> clock.instant().isBefore(from));
  }

  /** Fills in what opened before stores were recognised by anything but the merchant id. */
  @Override
  public void runAtStart() {
    while (Boolean.TRUE.equals(transaction.execute(status -> fill()))) {
      LOG.info("stores opened earlier are being made recognisable");
    }
  }

  /**
   * Makes the stores recognisable that are not yet; waits for others that are working on one,
   * because whoever asks afterwards has to recognise it.
   *
   * @return whether there may be more of them
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean fill() {
    List<CaseId> missing =
        jdbc.sql(
                "select id from store_application where store_id is not null and not printed"
                    + " and id <> all (:unreadable) order by id limit "
                    + BATCH
                    + " for update")
            .param("unreadable", unreadable.toArray(String[]::new))
            .query((row, number) -> new CaseId(row.getString(1)))
            .list();
    missing.forEach(this::print);
    return missing.size() == BATCH;
  }

  /** One that cannot be read keeps neither a submission nor the start waiting. */
  private void print(CaseId id) {
    Map<String, String> traits;
    try {
      traits = readable(id);
    } catch (DataAccessException away) {
      throw away;
    } catch (RuntimeException broken) {
      LOG.error("{} cannot be read: its store is known by its merchant only", id, broken);
      unreadable.add(id.value());
      return;
    }
    for (Map.Entry<String, String> trait : traits.entrySet()) {
      jdbc.sql(
              "insert into store_print (store_id, kind, print)"
                  + " select store_id, :kind, :print from store_application where id = :id"
                  + " on conflict do nothing")
          .param("kind", trait.getKey())
          .param("print", prints.of(trait.getKey(), trait.getValue()))
          .param("id", id.value())
          .update();
    }
    jdbc.sql("update store_application set printed = true where id = :id")
        .param("id", id.value())
        .update();
  }

  private Map<String, String> readable(CaseId id) {
    ApplicationContent content = applications.find(id).orElseThrow().content();
    if (content.erased()) {
      LOG.warn("the data of {} cannot be opened: its store is known by its merchant only", id);
      return Map.of();
    }
    return traits(content);
  }

  private static Map<String, String> traits(ApplicationContent content) {
    Map<String, String> traits = new LinkedHashMap<>();
    String licence = content.subject().registration();
    if (licence != null) {
      traits.put("LICENCE", licence);
    }
    traits.put("REPRESENTATIVE", trait(content.subject().legalRepresentative()));
    traits.put("ACCOUNT", content.settlementAccount().accountNumber());
    return traits;
  }

  /** A number by GB 11643 is one person's; others are told apart by paper and country. */
  private static String trait(ApplicationContent.LegalRepresentative person) {
    String number = IdentityPaper.lasting(person.identityNumber());
    return IdentityPaper.isCheckable(number)
        ? number
        : person.paper()
            + " "
            + (person.nationality() == null ? "" : person.nationality() + " ")
            + number;
  }
}
