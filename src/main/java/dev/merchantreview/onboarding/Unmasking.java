package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a person see personal data, and puts that on record first. */
@Service
public class Unmasking {

  private final StoreApplications applications;
  private final CaseDoor door;

  Unmasking(CaseDoor door, StoreApplications applications) {
    this.applications = applications;
    this.door = door;
  }

  /** What is masked everywhere else. */
  public record PersonalDetails(
      String legalRepresentative,
      String identityNumber,
      String accountNumber,
      String contactName,
      String phone,
      String email) {}

  /**
   * @param purpose why it has to be seen
   * @throws IllegalStateException when there is no such case
   */
  @Transactional
  public PersonalDetails unmask(CaseId id, String purpose, ActorRef reader) {
    ApplicationContent content =
        door.unmask(applications, id, purpose, reader)
            .orElseThrow(() -> new IllegalStateException("no case " + id))
            .content();
    return new PersonalDetails(
        content.subject().legalRepresentative().name(),
        content.subject().legalRepresentative().identityNumber(),
        content.settlementAccount().accountNumber(),
        content.contact().name(),
        content.contact().phone(),
        content.contact().email());
  }
}
