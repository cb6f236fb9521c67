package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.rules.ProfilePart;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.ShippedProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever road a platform has: no phase is passed that lacks what it needs. */
class RoadTest {

  @TempDir private Path folder;

  /**
   * Every road there can be: subject first, contract and deposit last, the shop before the audit.
   */
  @Provide
  Arbitrary<Road> roads() {
    return Arbitraries.of(Phase.VERIFY_ACCOUNT, Phase.SHOP_DATA, Phase.SIGN, Phase.DEPOSIT)
        .set()
        .flatMap(
            taken ->
                Arbitraries.shuffle(
                        Stream.of(Phase.AUDIT, Phase.VERIFY_ACCOUNT, Phase.SHOP_DATA)
                            .filter(phase -> phase == Phase.AUDIT || taken.contains(phase))
                            .toList())
                    .filter(first -> first.indexOf(Phase.SHOP_DATA) < first.indexOf(Phase.AUDIT))
                    .map(
                        first ->
                            new Road(
                                Stream.of(
                                        Stream.of(Phase.SUBJECT),
                                        first.stream(),
                                        Stream.of(Phase.SIGN, Phase.DEPOSIT)
                                            .filter(taken::contains))
                                    .flatMap(part -> part)
                                    .toList())));
  }

  /** Facts come in any order, from anybody: what is next is the first that lacks something. */
  @Property(tries = 500)
  void comesToItsEndOnlyWhenEveryPhaseIsSettled(
      @ForAll("roads") Road road, @ForAll List<Phase> facts) {
    assertThat(Road.wrong(road.phases())).isEmpty();
    Set<Phase> settled = EnumSet.noneOf(Phase.class);
    for (Phase fact : facts) {
      settled.add(fact);
      Optional<Phase> next = road.next(settled::contains);
      assertThat(next.isEmpty()).isEqualTo(settled.containsAll(road.phases()));
      next.ifPresent(
          phase -> {
            assertThat(settled).doesNotContain(phase);
            assertThat(settled).containsAll(road.phases().subList(0, road.phases().indexOf(phase)));
            assertThat(road.lackingBefore(phase, settled::contains)).isEmpty();
          });
    }
  }

  /** A phase that is asked to begin, by whomever, begins only where nothing before it lacks. */
  @Property(tries = 500)
  void letsNoPhaseBeginBeforeWhatItStandsOn(
      @ForAll("roads") Road road, @ForAll Set<Phase> settled, @ForAll Phase asked) {
    List<Phase> phases = road.phases();
    List<Phase> before = road.has(asked) ? phases.subList(0, phases.indexOf(asked)) : phases;
    Optional<Phase> lacking = road.lackingBefore(asked, settled::contains);
    assertThat(lacking.isEmpty()).isEqualTo(settled.containsAll(before));
    lacking.ifPresent(phase -> assertThat(before).contains(phase));
  }

  @Property(tries = 500)
  void isARoadOnlyWithItsSubjectFirstAnAuditAndContractAndDepositLast(@ForAll List<Phase> phases) {
    boolean once = Set.copyOf(phases).size() == phases.size();
    int firstBound =
        Math.min(
            phases.contains(Phase.SIGN) ? phases.indexOf(Phase.SIGN) : phases.size(),
            phases.contains(Phase.DEPOSIT) ? phases.indexOf(Phase.DEPOSIT) : phases.size());
    boolean last =
        phases.stream()
            .skip(firstBound)
            .allMatch(phase -> phase == Phase.SIGN || phase == Phase.DEPOSIT);
    boolean shown = phases.indexOf(Phase.SHOP_DATA) <= phases.indexOf(Phase.AUDIT);
    boolean signedFirst =
        !phases.contains(Phase.DEPOSIT)
            || phases.indexOf(Phase.SIGN) < phases.indexOf(Phase.DEPOSIT);
    assertThat(Road.wrong(phases).isEmpty())
        .isEqualTo(
            once
                && last
                && shown
                && signedFirst
                && phases.contains(Phase.AUDIT)
                && phases.getFirst() == Phase.SUBJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "DOUYIN, ENTERPRISE, SUBJECT VERIFY_ACCOUNT SHOP_DATA AUDIT SIGN DEPOSIT",
    "DOUYIN, INDIVIDUAL_BUSINESS, SUBJECT VERIFY_ACCOUNT SHOP_DATA AUDIT SIGN DEPOSIT",
    "DOUYIN, PERSONAL, SUBJECT SHOP_DATA AUDIT SIGN DEPOSIT",
    "WECHAT, ENTERPRISE, SUBJECT VERIFY_ACCOUNT SHOP_DATA AUDIT SIGN",
    "WECHAT, PERSONAL, SUBJECT AUDIT SIGN",
    "XIAOHONGSHU, ENTERPRISE, SUBJECT AUDIT SIGN DEPOSIT",
    "KUAISHOU, ENTERPRISE, SUBJECT AUDIT DEPOSIT",
    "KUAISHOU, PERSONAL, SUBJECT AUDIT DEPOSIT"
  })
  void isThatOfThePlatformAndStoreType(Platform platform, StoreType type, String phases) {
    OnboardingNumbers numbers =
        ShippedProfiles.part(platform, "onboarding", OnboardingNumbers.class);
    assertThat(numbers.roadOf(type).phases())
        .extracting(Phase::name)
        .containsExactly(phases.split(" "));
    assertThat(numbers.preparesStores()).isEqualTo(platform == Platform.KUAISHOU);
  }

  /** The start names the file, what is wrong and what to do, all at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[SUBJECT, AUDIT, DEPOSIT]|[AUDIT, SUBJECT, DEPOSIT]|every road begins with SUBJECT",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, DEPOSIT]|has an AUDIT",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, AUDIT, DEPOSIT]|names each phase once",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, DEPOSIT, AUDIT]|SIGN, then DEPOSIT last",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, DEPOSIT, SIGN]|SIGN, then DEPOSIT last",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, SHOP_DATA, DEPOSIT]|SHOP_DATA only before it",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, PAYMENT]|PAYMENT",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, SHOP_DATA, AUDIT, DEPOSIT]|shop-data belongs to a road",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, VERIFY_ACCOUNT, AUDIT, DEPOSIT]|account-verification belongs",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT]|deposit-days belong to a road",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, SIGN, DEPOSIT]|contract-days and contract-template",
        "store-from: APPROVAL|store-from: ONCE|ONCE",
        "[SUBJECT, AUDIT, DEPOSIT]|[SUBJECT, AUDIT, VERIFY_ACCOUNT, DEPOSIT]|set store-from to END_OF_ROAD"
      })
  void thatCannotBeWalkedStopsTheStartWithFileAndRemedy(
      String shipped, String broken, String remedy) throws IOException {
    String file = Files.readString(Path.of("config/platforms/kuaishou.yaml"));
    assertThat(file).contains(shipped);
    Path platforms = Files.createDirectory(folder.resolve("platforms"));
    Files.writeString(platforms.resolve("kuaishou.yaml"), file.replace(shipped, broken));
    ProfilePart part = new OnboardingProfile().onboardingNumbers();
    ConfigurationDirectory directory = new ConfigurationDirectory("file:" + folder + "/");
    assertThatThrownBy(
            () -> directory.readParts("platforms", "*.yaml", Map.of(part.type(), part.key())))
        .hasMessageContainingAll("kuaishou.yaml", remedy);
  }

  @Test
  void thatIsKeptReadsAsItWasWritten() {
    JsonMapper json = JsonMapper.builder().build();
    Road road = new Road(List.of(Phase.SUBJECT, Phase.AUDIT, Phase.SIGN));
    assertThat(json.writeValueAsString(road)).isEqualTo("[\"SUBJECT\",\"AUDIT\",\"SIGN\"]");
    assertThat(json.readValue(json.writeValueAsString(road), Road.class)).isEqualTo(road);
  }
}
