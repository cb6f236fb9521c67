package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What an auditor sees of a filing in Operate: one instance from what makes it PENDING until it is
 * decided or closed, with everything that happens in between on its path.
 */
@SharesPlatform
class FilingPathIT {

  private static final List<String> WAITS = List.of("Task_BeginWaiting", "Task_AwaitQualification");
  private static final List<String> IS_CHECKED =
      List.of("Task_CheckFiling", "Gateway_CheckOutcome");
  private static final List<String> IS_REVIEWED =
      List.of(
          "SubProcess_Review", "Event_ReviewStarted", "Task_PrepareReview", "Task_ReviewFiling");
  private static final List<String> HAS_A_VERDICT =
      List.of("Task_RecordReview", "Gateway_VerdictUsable", "Event_ReviewDone", "Gateway_Verdict");
  private static final List<String> ROUND_ENDS = List.of("Task_CloseRound", "Gateway_RoundEnded");

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @Test
  void leadsFromADeclarationToTheApprovalAndFromAnEditToAnotherOne() {
    String id = selling.selfBuilt();
    awaitPath(id, List.of("Event_Declared"), WAITS);
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    awaitPath(
        id,
        List.of("Event_Declared"),
        WAITS,
        IS_CHECKED,
        IS_REVIEWED,
        HAS_A_VERDICT,
        List.of("Event_Approved"));
    platform.awaitEnd(id);

    selling.retitle(selling.productOf(id), "通过之后修改的商品");
    awaitPath(id, List.of("Event_Reopened"), WAITS);
    selling.submit(id);
    selling.reject(id, "/mainImage", "IMAGE_MISLEADING");
    selling.awaitState(id, "REJECTED");
    awaitPath(
        id,
        List.of("Event_Reopened"),
        WAITS,
        IS_CHECKED,
        IS_REVIEWED,
        HAS_A_VERDICT,
        List.of("Event_Rejected"));
    platform.awaitEnd(id);

    // What was rejected is handed in again: nothing is waited for.
    selling.retitle(selling.productOf(id), "驳回之后修改的商品");
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    awaitPath(
        id,
        List.of("Event_Reopened"),
        WAITS,
        IS_CHECKED,
        IS_REVIEWED,
        HAS_A_VERDICT,
        List.of("Event_Approved"));
  }

  @Test
  void beginsWithWhatMadeItPending() {
    String streamer = selling.streamer(LiveSelling.otherMerchant());
    ApiClient.Answer listed =
        selling.other.post(
            "/api/v1/distribution-listings",
            Map.of(
                "streamerId", streamer, "productId", selling.product(LiveSelling.ownMerchant())));
    String distributed = listed.body().path("filing").path("id").asString();
    awaitPath(distributed, List.of("Event_Listed"), WAITS);

    String owner = LiveSelling.ownMerchant();
    selling.streamer(owner);
    String pk =
        selling.file(
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(selling.product(owner)),
                "streamerId",
                streamer,
                "liveAt",
                LiveSelling.evening(20)));
    awaitPath(pk, List.of("Event_Declared"), WAITS);
  }

  @Test
  void goesBackToWaitingInTheSameInstanceWhenItIsTakenBackOrEdited() {
    String id = selling.selfBuilt();
    selling.submit(id);
    selling.task(id);
    long instance = platform.instanceOf(id);
    assertThat(selling.withdraw(id).status()).isEqualTo(202);
    List<String> path =
        joined(
            List.of("Event_Declared"),
            WAITS,
            IS_CHECKED,
            IS_REVIEWED,
            List.of("Event_Withdrawn"),
            ROUND_ENDS,
            WAITS);
    awaitPath(id, path);

    selling.retitle(selling.productOf(id), "等待时修改的商品");
    path = joined(path, List.of("Event_EditedWhilePending"), WAITS);
    awaitPath(id, path);
    selling.retitle(selling.productOf(id), "等待时再修改的商品");
    path = joined(path, List.of("Event_EditedWhilePending"), WAITS);
    awaitPath(id, path);

    selling.submit(id);
    selling.task(id);
    selling.retitle(selling.productOf(id), "审核时修改的商品");
    path =
        joined(path, IS_CHECKED, IS_REVIEWED, List.of("Event_EditedInReview"), ROUND_ENDS, WAITS);
    awaitPath(id, path);

    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    path = joined(path, IS_CHECKED, IS_REVIEWED, HAS_A_VERDICT, List.of("Event_Approved"));
    awaitPath(id, path);
    assertThat(platform.instanceOf(id)).isEqualTo(instance);
    assertThat(selling.read(id).path("round").asInt()).isEqualTo(3);
  }

  @Test
  void endsWithTheProduct() {
    String pending = selling.selfBuilt();
    awaitPath(pending, List.of("Event_Declared"), WAITS);
    String inReview = selling.inReview();
    selling.task(inReview);
    for (String id : List.of(pending, inReview)) {
      assertThat(selling.delist(selling.productOf(id)).status()).isEqualTo(202);
      TestPlatform.await(
          "the end of " + id,
          () ->
              Collections.indexOfSubList(
                      platform.passed(id),
                      List.of(
                          "SubProcess_Delisted",
                          "Event_Delisted",
                          "Task_CloseFiling",
                          "Event_Closed"))
                  > 0);
      platform.awaitEnd(id);
    }
  }

  /** In the same second: the one that commits last has its event on the path, too. */
  @Test
  void waitsOnWhenItIsEditedTwiceOrEditedAndTakenBackAtOnce() throws Exception {
    String edited = selling.inReview();
    selling.task(edited);
    atOnce(() -> edit(edited, "同时修改甲"), () -> edit(edited, "同时修改乙"));
    awaitPath(
        edited,
        List.of("Event_Declared"),
        WAITS,
        IS_CHECKED,
        IS_REVIEWED,
        List.of("Event_EditedInReview"),
        ROUND_ENDS,
        WAITS,
        List.of("Event_EditedWhilePending"),
        WAITS);

    String taken = selling.inReview();
    selling.task(taken);
    List<Integer> answers =
        atOnce(() -> edit(taken, "撤回时修改"), () -> selling.withdraw(taken).status());
    TestPlatform.await(
        "the waiting of " + taken,
        () -> platform.passed(taken).stream().filter(WAITS.getLast()::equals).count() >= 2);
    platform.awaitBeingAt(taken, "Task_AwaitQualification");
    // The withdrawal is refused when the edit was first.
    assertThat(platform.passed(taken).contains("Event_Withdrawn"))
        .isEqualTo(answers.getLast() == 202);
    selling.submit(taken);
    selling.approve(taken);
    selling.awaitState(taken, "APPROVED");
  }

  private int edit(String id, String title) {
    return selling.retitle(selling.productOf(id), title).status();
  }

  private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (Callable<Integer> call : List.of(one, other)) {
        answers.add(
            both.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      return List.of(answers.getFirst().get(), answers.getLast().get());
    }
  }

  @SafeVarargs
  private void awaitPath(String id, List<String> first, List<String>... others) {
    List<String> path =
        Stream.concat(first.stream(), Arrays.stream(others).flatMap(List::stream)).toList();
    TestPlatform.await(
        "%s on the way %s, it went %s".formatted(id, path, platform.passed(id)),
        () -> platform.passed(id).equals(path));
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    return Arrays.stream(parts).flatMap(List::stream).toList();
  }
}
