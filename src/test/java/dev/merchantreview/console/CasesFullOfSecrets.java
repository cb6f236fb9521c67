package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.payout.Payouts;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.review.Rounds;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases of several types whose personal data is nowhere else, and what of it must be seen nowhere:
 * as it was handed in, sealed, and as the hashes it is found again by. Each merchant's case is one
 * of its own; the names are nobody's.
 */
final class CasesFullOfSecrets {

  private static final AtomicInteger NEXT = new AtomicInteger(93_000);

  /** The names of persons that are handed in; each begins alike, and so it is in what is masked. */
  private static final List<String> PEOPLE = List.of("佚子丑", "佚寅卯", "佚辰巳", "佚午未", "佚申酉", "佚戌亥");

  private static final String TABLES =
      "store_application, deposit_refund, payout, review_round, store, filing";
  private static final Pattern KEPT = Pattern.compile("v1:[0-9A-Za-z+/=]{20,}");

  private final ServiceAlone service;
  private final ApiClient merchant;
  private final ApiClient admin;
  private final Set<String> plain = new TreeSet<>(PEOPLE);
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Map<String, String> papers = new HashMap<>();

  CasesFullOfSecrets(ServiceAlone service) {
    this.service = service;
    this.merchant = service.api("merchant");
    this.admin = service.api("admin");
    String sentBack = twoRounds(application("ENTERPRISE", PEOPLE.get(0), PEOPLE.get(1)));
    submitted(application("PERSONAL", PEOPLE.get(2), PEOPLE.get(2)));
    closing(submitted(application("ENTERPRISE", PEOPLE.get(0), PEOPLE.get(3))));
    refund(submitted(application("ENTERPRISE", PEOPLE.get(4), PEOPLE.get(4))));
    filing();
    stuck(sentBack);
  }

  /** The cases, and whose each is. */
  Map<String, String> owners() {
    return owners;
  }

  /** A paper of a case; null where it has none. */
  @Nullable String paperOf(String id) {
    return papers.get(id);
  }

  /** Personal data as it was handed in, and papers as an address would hold them. */
  Set<String> plain() {
    return plain;
  }

  /** What is kept in their stead. */
  Set<String> kept() {
    Set<String> kept = new TreeSet<>();
    JdbcClient database = service.database();
    for (String id : owners.keySet()) {
      for (String table : TABLES.split(", ")) {
        String rows =
            database
                .sql(
                    "select coalesce(string_agg(to_jsonb(one)::text, ' '), '') from %s one where to_jsonb(one)::text like :id"
                        .formatted(table))
                .param("id", "%" + id + "%")
                .query(String.class)
                .single();
        KEPT.matcher(rows).results().forEach(found -> kept.add(found.group()));
      }
    }
    assertThat(kept).as("what is sealed").hasSizeGreaterThan(20);
    Set<String> prints = new TreeSet<>();
    for (String id : owners.keySet()) {
      service
          .bean(Rounds.class)
          .of(new CaseId(id), 0, 10)
          .forEach(round -> round.items().forEach(item -> prints.add(item.item().fingerprint())));
    }
    assertThat(prints).as("by what fields are compared").hasSizeGreaterThan(20);
    kept.addAll(prints);
    List<String> hashes =
        database
            .sql(
                "select substring(key from 3) from case_index, unnest(keys) key where id = any(:ids) and key ~ '^[AI]:'")
            .param("ids", owners.keySet().toArray(String[]::new))
            .query(String.class)
            .list();
    assertThat(hashes).as("what numbers are found by").hasSizeGreaterThan(5);
    kept.addAll(hashes);
    List<String> keys =
        database
            .sql(
                "select unnest(array[encode(wrapped_key, 'base64'), encode(wrapped_key, 'hex')]) from personal_data_key where owner = any(:owners)")
            .param("owners", owners.values().toArray(String[]::new))
            .query(String.class)
            .list();
    assertThat(keys).as("the keys of the owners").hasSizeGreaterThan(5);
    keys.forEach(key -> kept.add(key.lines().findFirst().orElseThrow()));
    return kept;
  }

  private static String nextMerchant() {
    return "m-1" + NEXT.incrementAndGet();
  }

  private ObjectNode application(String storeType, String person, String contact) {
    String owner = nextMerchant();
    boolean personal = storeType.equals("PERSONAL");
    // A store may be called by the name of who opens it.
    String name = "拾穗" + (personal ? person : "") + owner;
    ObjectNode application =
        SampleApplications.application("DOUYIN", owner, storeType, name, List.of("服饰"));
    ObjectNode subject = (ObjectNode) application.get("subject");
    ((ObjectNode) subject.get("legalRepresentative")).put("name", person);
    if (personal) {
      subject.put("legalName", person);
      ((ObjectNode) application.get("settlementAccount")).put("holder", person);
    }
    contact(application, contact);
    byte[] paper = SampleApplications.png();
    plain.add(addressed(paper));
    ObjectNode document = application.putArray("documents").addObject();
    String kind = personal ? "IDENTITY_CARD" : "BUSINESS_LICENCE";
    document.put("kind", kind).put("documentId", merchant.upload(kind, paper));
    plain.add(SampleApplications.identityNumber(owner));
    plain.add(SampleApplications.accountNumber(owner));
    return application;
  }

  /** Enough of a picture to be no other's: it differs from others in the middle. */
  private static String addressed(byte[] paper) {
    return Base64.getEncoder().encodeToString(paper);
  }

  private void contact(ObjectNode application, String name) {
    int number = NEXT.incrementAndGet();
    String phone = "139876" + number;
    String email = "seeded" + number + "@example.com";
    ((ObjectNode) application.get("contact"))
        .put("name", name)
        .put("phone", phone)
        .put("email", email);
    plain.addAll(List.of(phone, email));
  }

  private String submitted(ObjectNode application) {
    String id = created(merchant.post("/api/v1/store-applications", application)).id();
    owners.put(id, application.get("merchantId").asString());
    papers.put(id, application.at("/documents/0/documentId").asString());
    return id;
  }

  private static ApiClient.Answer created(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201, 202);
    return answer;
  }

  /** Sent back, and handed in again with somebody else to be called; somebody looked meanwhile. */
  private String twoRounds(ObjectNode application) {
    String id = submitted(application);
    created(
        service
            .api("auditor1")
            .post(
                "/api/v1/store-applications/" + id + "/personal-data",
                Map.of("purpose", "核对法定代表人身份")));
    new InState(service).fixRequired(id);
    contact(application, PEOPLE.get(5));
    created(merchant.post("/api/v1/store-applications/" + id + "/resubmission", application));
    return id;
  }

  private String store(String application) {
    return Objects.requireNonNull(
        service
            .bean(TransactionTemplate.class)
            .execute(
                status ->
                    service
                        .bean(StoreRegister.class)
                        .open(
                            null,
                            new StoreRegister.Approved(
                                new CaseId(application),
                                Platform.DOUYIN,
                                Objects.requireNonNull(owners.get(application)),
                                StoreType.ENTERPRISE,
                                "拾穗",
                                "auditor2",
                                null,
                                List.of("服饰")),
                            400_000,
                            null)
                        .id()
                        .value()));
  }

  private void closing(String application) {
    String id = store(application);
    created(merchant.post("/api/v1/stores/" + id + "/closure", Map.of("reason", "不再经营")));
    owners.put(id, Objects.requireNonNull(owners.get(application)));
  }

  /** Of a person, with a payout of it the bank was told of. */
  private void refund(String application) {
    String store = store(application);
    StoredStores.close(service.database(), store);
    String owner = Objects.requireNonNull(owners.get(application));
    String number = "6225880" + NEXT.incrementAndGet() + "0011";
    byte[] paper = SampleApplications.png();
    plain.addAll(List.of(number, addressed(paper)));
    String document = merchant.upload("REFUND_REQUEST", paper);
    PayoutAccount account =
        new PayoutAccount(PEOPLE.get(4), "招商银行杭州分行", number, PayoutAccount.Kind.PERSONAL);
    String id =
        created(
                merchant.post(
                    "/api/v1/deposit-refunds",
                    Map.of(
                        "storeId", store,
                        "account", account,
                        "documents",
                            List.of(Map.of("kind", "REFUND_REQUEST", "documentId", document)))))
            .id();
    owners.put(id, owner);
    papers.put(id, document);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(Payouts.class)
                    .add(new CaseId(id), owner, account, 400_000, Instant.now()));
  }

  private void filing() {
    String owner = nextMerchant();
    String streamer = "s-" + UUID.randomUUID();
    created(
        admin.put(
            "/api/v1/streamers/" + streamer,
            Map.of(
                "nickname",
                "主播" + owner,
                "merchantId",
                owner,
                "designated",
                true,
                "merchantLevel",
                4,
                "experienceRating",
                4.8,
                "followers",
                20_000)));
    String product = "p-" + UUID.randomUUID();
    created(
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", owner, "拾穗衬衫", "服饰", merchant)));
    String id =
        created(
                merchant.post(
                    "/api/v1/filings",
                    Map.of(
                        "scenario",
                        "SELF_BUILT",
                        "productIds",
                        List.of(product),
                        "streamerId",
                        streamer)))
            .body()
            .at("/items/0/id")
            .asString();
    byte[] paper = SampleApplications.png();
    plain.add(addressed(paper));
    String document = merchant.upload("QUALITY_REPORT", paper);
    created(
        merchant.post(
            "/api/v1/filings/" + id + "/qualifications",
            Map.of(
                "documents", List.of(Map.of("kind", "QUALITY_REPORT", "documentId", document)))));
    owners.put(id, owner);
    papers.put(id, document);
  }

  /** So that there is something to be mended, and something to be delivered again. */
  private void stuck(String id) {
    service
        .bean(Findings.class)
        .keep(
            new Finding(
                new CaseId(id), "SUBMITTED", Finding.Kind.INCIDENT, "seeded-" + id, Instant.EPOCH));
    service
        .database()
        .sql(
            "insert into notification (id, merchant_id, case_id, type, body, state, attempts,"
                + " last_status, last_error, created_at, retry_until) values (:id, :merchant, :case,"
                + " 'APPROVED', '{}', 'FAILED', 7, 503, 'busy', now(), now())")
        .param("id", "evt_seeded_" + id)
        .param("merchant", owners.get(id))
        .param("case", id)
        .update();
  }

  /** Which of these stand in a text. */
  static List<String> in(String text, Collection<String> looked) {
    List<String> found = new ArrayList<>();
    for (String one : looked) {
      if (text.contains(one)) {
        found.add(one);
      }
    }
    return found;
  }
}
