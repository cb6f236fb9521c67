package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.AccountNames;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.waiver.Waivers;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies the machine rules; the same for an application and for a pre-check. */
@Component
public class MachineChecks {

  private final DocumentRule documents;
  private final CategoryRule categories;
  private final Platforms platforms;
  private final CategoryInvitations invitations;
  private final StoreApplications applications;
  private final FormerStores formerStores;
  private final LostCategories lostCategories;
  private final AccountNames names;
  private final Waivers waivers;
  private final WorkingCalendar calendar;
  private final Clock clock;

  MachineChecks(
      DocumentRule documents,
      CategoryRule categories,
      Platforms platforms,
      CategoryInvitations invitations,
      StoreApplications applications,
      FormerStores formerStores,
      LostCategories lostCategories,
      AccountNames names,
      Waivers waivers,
      WorkingCalendar calendar,
      Clock clock) {
    this.documents = documents;
    this.categories = categories;
    this.platforms = platforms;
    this.invitations = invitations;
    this.applications = applications;
    this.formerStores = formerStores;
    this.lostCategories = lostCategories;
    this.names = names;
    this.waivers = waivers;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * Asks the trees of categories and the decision tables; outside a transaction, because the engine
   * answers over the network.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public MachineRule.Tables ask(ApplicationContent content) {
    Platform platform = content.platform();
    StoreType storeType = content.storeType();
    return new MachineRule.Tables(
        documents
            .requirementFor(
                platform, storeType.name(), content.subject().legalRepresentative().paper())
            .and(categories.papersFor(platform, storeType, content.categories())),
        categories.restrictionsFor(platform, storeType, content.categories()));
  }

  /**
   * Applies every rule.
   *
   * @return one result for each rule the platform asks for, in the order of {@link MachineRule}
   */
  @Transactional(readOnly = true)
  public List<RuleResult> apply(ApplicationContent content, MachineRule.Tables tables) {
    String licence = content.subject().licenceNumber();
    MachineRule.Facts facts =
        new MachineRule.Facts(
            content,
            clock.instant().atZone(calendar.zone()).toLocalDate(),
            platforms.get(content.platform()).part(OnboardingNumbers.class),
            tables,
            categories.invited(
                content.platform(),
                content.categories(),
                invitations.of(content.platform(), content.merchantId())),
            licence == null
                ? List.of()
                : applications.openWithLicence(licence, content.merchantId()),
            lostCategories.of(content, false),
            formerStores.reopenableFrom(content).orElse(null),
            names);
    return ApplicationWaivers.honoured(
        waivers,
        content,
        Arrays.stream(MachineRule.values())
            .filter(rule -> rule.isAsked(facts))
            .map(rule -> rule.apply(facts))
            .toList());
  }

  static List<Problem> problems(List<RuleResult> results) {
    return results.stream().flatMap(result -> result.problems().stream()).toList();
  }
}
