package dev.merchantreview.streamer;

import dev.merchantreview.rules.TableUse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What the tables about streamers are told, and which reasons the service has words for. */
@Configuration(proxyBeanMethods = false)
class StreamerTables {

  @Bean
  TableUse pkThresholdUse() {
    return new Reasons(
        StreamerRules.PK_THRESHOLD,
        Arrays.stream(PkReason.values()).map(Enum::name).collect(Collectors.toSet()));
  }

  /** What it does not hold is told as a rating that is too low, whatever the reason. */
  @Bean
  TableUse luckyDrawUse() {
    return new Reasons(StreamerRules.LUCKY_DRAW, Set.of(PkReason.RATING_TOO_LOW.name()));
  }

  private record Reasons(String table, Set<String> reasons) implements TableUse {

    @Override
    public Set<String> inputs() {
      return StreamerRules.INPUTS;
    }

    @Override
    public Optional<Flaw> flaw(JsonNode said) {
      return said.isString() && reasons.contains(said.asString())
          ? Optional.empty()
          : Optional.of(new Flaw("EDITION_ROW_REASON", String.join("、", new TreeSet<>(reasons))));
    }
  }
}
