package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.NotYetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterReviewerGroupsTest {

  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private boolean answers = true;
  private Set<String> finance = Set.of("finance1", "Zhang.San");
  private final ClusterReviewerGroups groups =
      new ClusterReviewerGroups(this::members, Duration.ofMinutes(10), () -> now);

  private Set<String> members(String group) {
    if (!answers) {
      throw new NotYetException("nobody answers");
    }
    return group.equals("finance") ? finance : Set.of();
  }

  @Test
  void countsNobodyAndRefusesNobodyBeforeAGroupWasRead() {
    assertThatThrownBy(() -> groups.isMember("finance1", "finance"))
        .isInstanceOf(NotYetException.class);
    groups.read();
    assertThat(groups.isMember("finance1", "finance")).isTrue();
    assertThat(groups.isMember("ｚｈａｎｇ.SAN", "finance")).isTrue();
    assertThat(groups.isMember("finance1\u200B", "finance")).isFalse();
    assertThat(groups.isMember("auditor1", "finance")).isFalse();
  }

  @Test
  void forgetsWhoLeftAGroup() {
    known();
    finance = Set.of("finance2");
    groups.read();
    assertThat(groups.isMember("finance1", "finance")).isFalse();
    assertThat(groups.isMember("finance2", "finance")).isTrue();
  }

  @Test
  void goesOnWithWhatWasReadForAWhileWhenNobodyAnswers() {
    known();
    answers = false;
    now = now.plus(Duration.ofMinutes(10));
    groups.read();
    assertThat(groups.isMember("finance1", "finance")).isTrue();
    now = now.plusSeconds(1);
    assertThatThrownBy(() -> groups.isMember("finance1", "finance"))
        .isInstanceOf(NotYetException.class);
    answers = true;
    groups.read();
    assertThat(groups.isMember("finance1", "finance")).isTrue();
  }

  private void known() {
    assertThatThrownBy(() -> groups.isMember("finance1", "finance"))
        .isInstanceOf(NotYetException.class);
    groups.read();
  }
}
