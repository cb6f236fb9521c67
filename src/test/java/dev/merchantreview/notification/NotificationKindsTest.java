package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationKindsTest {

  @Test
  void areThoseOfAllModulesAndChangesOfState() {
    NotificationKinds kinds =
        new NotificationKinds(
            List.of(
                NotifiedEvents.toMerchants(Map.of("PK_CONFIRMED", "PK_CHANGED")),
                NotifiedEvents.toNamedMerchants(Map.of("PK_SIDE_REMINDED", "REMINDER")),
                NotifiedEvents.toOperators(Map.of("AUDIT_OVERDUE", "AUDIT_ESCALATION"))));
    assertThat(kinds.all())
        .containsExactly("AUDIT_ESCALATION", "PK_CHANGED", "REMINDER", "STATE_CHANGED");
  }

  @Test
  void refuseTwoModulesThatSayDifferentThingsOfOneEvent() {
    List<NotifiedEvents> events =
        List.of(
            NotifiedEvents.toMerchants(Map.of("REMINDED", "REMINDER")),
            NotifiedEvents.toMerchants(Map.of("REMINDED", "ANOTHER")));
    assertThatThrownBy(() -> new NotificationKinds(events))
        .isInstanceOf(IllegalStateException.class);
  }
}
