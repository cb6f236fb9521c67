package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No permit is given to whoever begins to ask after a closing has committed, however many ask and
 * close at once, one by one or in batches, and whichever way a membership ends.
 */
class PermitsAfterClosingIT {

  private static final String DRAW = "kuaishou-lucky-draw";
  private static final int MEMBERS = 30;
  private static final int CLOSERS = 3;
  private static final int ASKERS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final ServiceAlone service = ServiceAlone.get();
  private final Members members = new Members(service);
  private final ProgrammePermits permits = service.bean(ProgrammePermits.class);
  private final Queue<String> stale = new ConcurrentLinkedQueue<>();
  private List<Member> all = List.of();

  /** A member, when its end was seen to be committed, and what was answered about it. */
  private static final class Member {

    final Membership membership;
    final AtomicLong ended = new AtomicLong(Long.MAX_VALUE);
    final CountDownLatch permitted = new CountDownLatch(1);
    final CountDownLatch refused = new CountDownLatch(1);

    Member(Membership membership) {
      this.membership = membership;
    }

    ProgrammePermits.Question question() {
      return new ProgrammePermits.Question(DRAW, membership.application().subject().id(), null);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2026, 1127})
  void areGivenToNobodyWhoBeginsToAskAfterTheEndCommitted(long seed) throws Exception {
    all =
        IntStream.range(0, MEMBERS)
            .mapToObj(
                i -> {
                  String merchant = Merchants.next();
                  members.store("KUAISHOU", merchant);
                  return new Member(members.of(DRAW, merchant, merchant));
                })
            .toList();
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLOSERS + ASKERS)) {
      for (int i = 0; i < CLOSERS; i++) {
        int which = i;
        work.add(threads.submit(() -> close(which, new Random(seed + which))));
      }
      for (int i = 0; i < ASKERS; i++) {
        Random random = new Random(seed * 31 + i);
        work.add(threads.submit(() -> ask(random)));
      }
      for (Future<?> one : work) {
        one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    assertThat(stale).isEmpty();
    assertThat(all)
        .allSatisfy(
            one -> {
              assertThat(one.permitted.getCount()).isZero();
              assertThat(one.refused.getCount()).isZero();
            });
  }

  /** Each is closed once it was seen to be permitted: the answers before are not all no. */
  private Void close(int which, Random random) throws InterruptedException {
    List<Member> mine =
        new ArrayList<>(
            IntStream.range(0, MEMBERS)
                .filter(i -> i % CLOSERS == which)
                .mapToObj(all::get)
                .toList());
    Collections.shuffle(mine, random);
    for (Member one : mine) {
      while (!one.permitted.await(1, TimeUnit.SECONDS)) {
        if (!stale.isEmpty()) {
          return null;
        }
      }
      end(one.membership, random.nextInt(3));
      one.ended.set(System.nanoTime());
    }
    return null;
  }

  private void end(Membership membership, int how) {
    MembershipDesk desk = service.bean(MembershipDesk.class);
    switch (how) {
      case 0 ->
          desk.close(
              membership.id(),
              new Problem("", "RULES_VIOLATED", null, Problem.Source.AUDITOR),
              "刷单",
              new ActorRef(ActorRef.Kind.OPERATOR, "operator"),
              ExpectedVersion.ANY);
      case 1 ->
          desk.leave(
              membership.id(),
              null,
              new ActorRef(ActorRef.Kind.MERCHANT, "merchant"),
              ExpectedVersion.ANY);
      default ->
          service
              .bean(MembershipChecks.class)
              .end(
                  service.bean(Programmes.class).get(DRAW),
                  membership.id(),
                  GoneSubjects.Why.SUBJECT_CHANGED_HANDS,
                  members.today());
    }
    assertThat(members.state(membership.id())).isEqualTo(MembershipState.CLOSED);
  }

  /** Until each was refused once, or something is wrong. */
  private Void ask(Random random) {
    while (stale.isEmpty() && all.stream().anyMatch(one -> one.refused.getCount() > 0)) {
      List<Member> asked =
          random.nextInt(4) == 0
              ? random.ints(5, 0, MEMBERS).mapToObj(all::get).toList()
              : List.of(all.get(random.nextInt(MEMBERS)));
      long began = System.nanoTime();
      List<ProgrammePermits.Answer> answers =
          permits.answer(asked.stream().map(Member::question).toList());
      for (int i = 0; i < asked.size(); i++) {
        Member one = asked.get(i);
        if (!answers.get(i).permitted()) {
          one.refused.countDown();
        } else if (one.ended.get() < began) {
          stale.add(
              "%s was permitted %d µs after its end had committed"
                  .formatted(
                      Objects.requireNonNull(answers.get(i).membership()),
                      (began - one.ended.get()) / 1_000));
        } else {
          one.permitted.countDown();
        }
      }
    }
    return null;
  }
}
