package dev.merchantreview.permit;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.filing.Scenario;
import dev.merchantreview.pk.PkReadiness;
import dev.merchantreview.pk.PkSession;
import dev.merchantreview.pk.PkSessions;
import dev.merchantreview.programme.ProgrammePermits;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.store.CategoryStanding;
import dev.merchantreview.streamer.Standings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Whether a product may be sold in a live now: the hot call. Every answer is read from the database
 * after the question came, so it can never say yes once an edit has committed; questions that come
 * together are read together (see {@link PermitFacts}).
 */
@Service
public class SalePermits {

  private final PermitFacts facts;
  private final PkReadiness readiness;
  private final Categories categories;
  private final Programmes programmes;
  private final ProgrammePermits members;
  private final Clock clock;

  SalePermits(
      PermitFacts facts,
      PkReadiness readiness,
      Categories categories,
      Programmes programmes,
      ProgrammePermits members,
      Clock clock) {
    this.facts = facts;
    this.programmes = programmes;
    this.members = members;
    this.readiness = readiness;
    this.categories = categories;
    this.clock = clock;
  }

  /**
   * A question.
   *
   * @param sellerId who sells
   * @param counterpartId in a PK, the streamer on the other side; null otherwise
   * @param at when it is to be sold; null means now
   */
  public record Question(
      String productId,
      String sellerId,
      @Nullable String counterpartId,
      Scenario scenario,
      @Nullable Instant at) {}

  /**
   * An answer.
   *
   * @param reasons every reason against it, by code; empty when it is permitted
   */
  public record Answer(List<String> reasons) {

    public boolean permitted() {
      return reasons.isEmpty();
    }
  }

  /** What the answers are for a caller who may know everything. */
  public static final Predicate<String> EVERYBODY = merchant -> true;

  /**
   * Answers questions, in their order.
   *
   * @param actsFor the merchants the caller acts for; to others a product is unknown
   */
  public List<Answer> answer(List<Question> questions, Predicate<String> actsFor) {
    List<PermitFacts.Fact> found = facts.of(questions);
    List<Answer> answers = new ArrayList<>(questions.size());
    Map<PkSessions.Pair, List<PkSession>> sessions = null;
    Map<Standings.Key, Standings.StreamerStanding> standings = Map.of();
    Map<ProgrammePermits.Question, ProgrammePermits.Answer> draws = draws(questions, found);
    for (int i = 0; i < questions.size(); i++) {
      if (questions.get(i).scenario() == Scenario.PK && sessions == null) {
        sessions = facts.sessions(questions, found);
        standings = standings(questions, found);
      }
      List<String> reasons =
          new ArrayList<>(
              reasons(
                  questions.get(i),
                  found.get(i),
                  actsFor,
                  sessions == null ? Map.of() : sessions,
                  standings));
      draw(questions.get(i), found.get(i))
          .map(draws::get)
          .filter(answer -> !answer.permitted() && !isUnknown(reasons))
          .ifPresent(answer -> reasons.add("LUCKY_DRAW_NOT_ADMITTED"));
      answers.add(new Answer(List.copyOf(reasons)));
    }
    return answers;
  }

  /** To whom a product, or who sells it, is unknown, nothing more is said. */
  private static boolean isUnknown(List<String> reasons) {
    return reasons.contains("PRODUCT_UNKNOWN") || reasons.contains("STREAMER_UNKNOWN");
  }

  /** What the gate of the lucky draw says of the merchants that are to draw. */
  private Map<ProgrammePermits.Question, ProgrammePermits.Answer> draws(
      List<Question> questions, List<PermitFacts.Fact> found) {
    Set<ProgrammePermits.Question> asked = new LinkedHashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      draw(questions.get(i), found.get(i)).ifPresent(asked::add);
    }
    if (asked.isEmpty()) {
      return Map.of();
    }
    List<ProgrammePermits.Question> all = List.copyOf(asked);
    List<ProgrammePermits.Answer> answers = members.answer(all);
    Map<ProgrammePermits.Question, ProgrammePermits.Answer> draws = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      draws.put(all.get(i), answers.get(i));
    }
    return draws;
  }

  /** Where a platform has a programme for it, only its members draw: the merchant of who sells. */
  private Optional<ProgrammePermits.Question> draw(Question question, PermitFacts.Fact fact) {
    if (fact.platform() == null
        || fact.seller() == null
        || fact.filing() == null
        || !fact.filing().luckyDraw()) {
      return Optional.empty();
    }
    String merchant = fact.seller().merchantId();
    return programmes
        .find(fact.platform(), "lucky-draw")
        .map(one -> new ProgrammePermits.Question(one.id(), merchant, question.at()));
  }

  private Map<Standings.Key, Standings.StreamerStanding> standings(
      List<Question> questions, List<PermitFacts.Fact> found) {
    Set<Standings.Key> keys = new HashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      Platform platform = found.get(i).platform();
      if (question.counterpartId() != null && platform != null) {
        keys.add(new Standings.Key(question.sellerId(), platform));
        keys.add(new Standings.Key(question.counterpartId(), platform));
      }
    }
    return readiness.standings(keys, clock.instant());
  }

  private List<String> reasons(
      Question question,
      PermitFacts.Fact fact,
      Predicate<String> actsFor,
      Map<PkSessions.Pair, List<PkSession>> sessions,
      Map<Standings.Key, Standings.StreamerStanding> standings) {
    if (fact.ownerId() == null || fact.merchants().noneMatch(actsFor)) {
      return List.of("PRODUCT_UNKNOWN");
    }
    if (fact.seller() == null) {
      return List.of("STREAMER_UNKNOWN");
    }
    List<String> reasons = new ArrayList<>();
    if (!fact.listed()) {
      reasons.add("PRODUCT_DELISTED");
    }
    if (fact.storePreparing()) {
      reasons.add("STORE_PREPARING");
    }
    if (fact.lacksOfflineReview()) {
      reasons.add("ZERO_YUAN_OFFLINE_REVIEW");
    }
    boolean own = fact.seller().merchantId().equals(fact.ownerId());
    if (own && question.scenario() == Scenario.DISTRIBUTION) {
      reasons.add("OWN_PRODUCT");
    }
    if (!own && question.scenario() == Scenario.SELF_BUILT) {
      reasons.add("NOT_OWN_PRODUCT");
    }
    Optional<Category> category = category(fact);
    if (category.isEmpty()) {
      reasons.add("CATEGORY_UNKNOWN");
    } else if (!own && !category.get().distribution()) {
      reasons.add("CATEGORY_NOT_DISTRIBUTED");
    }
    category.ifPresent(one -> reasons.addAll(stores(question, fact, one)));
    if (question.scenario() == Scenario.PK) {
      reasons.addAll(pk(question, fact, sessions, standings));
    }
    if (fact.needsFiling()) {
      reasons.addAll(filing(fact, question.at() == null ? clock.instant() : question.at()));
    }
    return reasons.stream().distinct().toList();
  }

  /** What the owner's stores say of the category; most owners' say nothing. */
  private List<String> stores(Question question, PermitFacts.Fact fact, Category category) {
    if (fact.stores().isEmpty()) {
      return List.of();
    }
    Instant at = question.at() == null ? clock.instant() : question.at();
    return switch (CategoryStanding.of(fact.stores(), category, at)) {
      case FREE -> List.of();
      case UNDER_REVIEW -> List.of("STORE_UNDER_REVIEW");
      case LOST -> List.of("STORE_CATEGORY_LOST");
    };
  }

  /** Empty when the platform has no such category any more, which never means that it is open. */
  private Optional<Category> category(PermitFacts.Fact fact) {
    return categories.find(
        Objects.requireNonNull(fact.platform()), String.valueOf(fact.category()));
  }

  private static List<String> filing(PermitFacts.Fact fact, Instant at) {
    PermitFacts.FilingFact filing = fact.filing();
    if (filing == null) {
      return List.of("FILING_MISSING");
    }
    List<String> reasons = new ArrayList<>();
    switch (filing.state()) {
      case PENDING, IN_REVIEW -> {
        if (!filing.isKept(fact.watchedRevision(), at)) {
          reasons.add("FILING_" + filing.state());
        }
      }
      case REJECTED -> reasons.add("FILING_REJECTED");
      case CLOSED -> reasons.add("FILING_MISSING");
      case APPROVED -> {
        if (filing.approvedRevision() != fact.watchedRevision()) {
          reasons.add("PRODUCT_CHANGED");
        }
      }
    }
    if (filing.luckyDraw() && !filing.mayDraw()) {
      reasons.add("LUCKY_DRAW_RATING");
    }
    return reasons;
  }

  private List<String> pk(
      Question question,
      PermitFacts.Fact fact,
      Map<PkSessions.Pair, List<PkSession>> sessions,
      Map<Standings.Key, Standings.StreamerStanding> standings) {
    Platform platform = Objects.requireNonNull(fact.platform());
    String counterpart = Objects.requireNonNull(question.counterpartId());
    if (fact.counterpart() == null) {
      return List.of("COUNTERPART_UNKNOWN");
    }
    List<String> reasons = new ArrayList<>();
    if (!meets(standings, question.sellerId(), platform)) {
      reasons.add("PK_THRESHOLD");
    }
    if (!meets(standings, counterpart, platform)) {
      reasons.add("PK_COUNTERPART_THRESHOLD");
    }
    if (!fact.needsFiling()) {
      return reasons;
    }
    Optional<PkSession> session = session(question, platform, sessions);
    if (session.isEmpty()) {
      reasons.add("PK_NOT_PLANNED");
      return reasons;
    }
    PkSession planned = session.get();
    for (PkReadiness.Missing missing : readiness.missing(planned, standings)) {
      switch (missing.code()) {
        case "PK_SIDE_LEFT", "PK_NOT_CONFIRMED" -> reasons.add(missing.code());
        default -> {
          if (missing.productId() != null) {
            reasons.add("PK_PRODUCTS_NOT_APPROVED");
          }
        }
      }
    }
    boolean hung =
        planned.lane(question.sellerId()).orElseThrow().products().stream()
            .anyMatch(product -> product.productId().equals(question.productId()));
    if (fact.counterpart().designated() && !hung) {
      reasons.add("PK_PRODUCT_NOT_DECLARED");
    }
    return reasons;
  }

  private static boolean meets(
      Map<Standings.Key, Standings.StreamerStanding> standings,
      String streamerId,
      Platform platform) {
    return standings
        .getOrDefault(new Standings.Key(streamerId, platform), Standings.StreamerStanding.UNKNOWN)
        .meetsPkThreshold();
  }

  /** The first PK of both sides that is not over at the time. */
  private Optional<PkSession> session(
      Question question, Platform platform, Map<PkSessions.Pair, List<PkSession>> sessions) {
    Instant at = question.at() == null ? clock.instant() : question.at();
    PkSessions.Pair pair =
        PkSessions.Pair.of(
            platform, question.sellerId(), Objects.requireNonNull(question.counterpartId()));
    return sessions.getOrDefault(pair, List.of()).stream()
        .filter(session -> at.isBefore(readiness.overAt(session)))
        .findFirst();
  }
}
