package dev.merchantreview.programme;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses a start that would leave memberships without the programme they are of. */
@Component
class KnownProgrammes implements SmartInitializingSingleton {

  private final Programmes programmes;
  private final Memberships memberships;

  KnownProgrammes(Programmes programmes, Memberships memberships) {
    this.programmes = programmes;
    this.memberships = memberships;
  }

  /**
   * @throws IllegalStateException when a file was taken away whose programme somebody is, or was, a
   *     member of
   */
  @Override
  public void afterSingletonsInstantiated() {
    List<String> gone =
        memberships.programmes().stream().filter(one -> programmes.find(one).isEmpty()).toList();
    if (!gone.isEmpty()) {
      throw new IllegalStateException(
          "config/programmes has no file of %s, which memberships on record are of; put it back"
              .formatted(String.join(", ", gone)));
    }
  }
}
