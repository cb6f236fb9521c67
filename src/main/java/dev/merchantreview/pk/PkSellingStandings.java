package dev.merchantreview.pk;

import dev.merchantreview.programme.OpenStandings;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How streamers stand to the programme of selling in a PK: nobody applies to it, and what sale
 * permits go by is what everybody is told.
 */
@Component
class PkSellingStandings implements OpenStandings {

  private static final Platform PLATFORM = Platform.KUAISHOU;
  private static final String PROGRAMME = Programmes.id(PLATFORM, "pk-selling");

  private final PkReadiness readiness;

  PkSellingStandings(PkReadiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public String programme() {
    return PROGRAMME;
  }

  @Override
  public Map<String, List<String>> unmet(Collection<String> subjects, Instant at) {
    Map<String, List<String>> unmet = new HashMap<>();
    readiness
        .standings(
            subjects.stream().map(one -> new Standings.Key(one, PLATFORM)).distinct().toList(), at)
        .forEach(
            (key, standing) -> {
              if (standing.judged()) {
                List<String> codes = new ArrayList<>(standing.pkUnmet());
                standing.outdated().forEach(code -> codes.add("PK_" + code));
                unmet.put(key.streamerId(), List.copyOf(codes));
              }
            });
    return unmet;
  }
}
