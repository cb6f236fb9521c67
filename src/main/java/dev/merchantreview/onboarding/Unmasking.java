package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.PersonalDataRead;
import dev.merchantreview.shared.PersonalField;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  /** The fields that can be asked for by themselves. */
  public static final Set<PersonalField> FIELDS =
      Set.of(
          PersonalField.LEGAL_REPRESENTATIVE,
          PersonalField.IDENTITY_NUMBER,
          PersonalField.BIRTH_DATE,
          PersonalField.ACCOUNT_NUMBER,
          PersonalField.CONTACT_NAME,
          PersonalField.PHONE,
          PersonalField.EMAIL);

  /**
   * What is masked everywhere else; a field nobody asked for is masked here, too.
   *
   * @param birthDate of the legal representative; null where the number says it
   */
  public record PersonalDetails(
      String legalRepresentative,
      String identityNumber,
      @Nullable String birthDate,
      String accountNumber,
      String contactName,
      String phone,
      String email) {}

  /**
   * @throws IllegalStateException when there is no such case
   */
  @Transactional
  public PersonalDetails unmask(CaseId id, PersonalDataRead read) {
    ApplicationContent content =
        door.unmask(applications, id, read)
            .orElseThrow(() -> new IllegalStateException("no case " + id))
            .content();
    PersonalDetails whole = details(content);
    PersonalDetails masked = details(content.masked());
    return new PersonalDetails(
        read.text(
            PersonalField.LEGAL_REPRESENTATIVE,
            whole.legalRepresentative(),
            masked.legalRepresentative()),
        read.text(PersonalField.IDENTITY_NUMBER, whole.identityNumber(), masked.identityNumber()),
        whole.birthDate() == null || masked.birthDate() == null
            ? null
            : read.text(PersonalField.BIRTH_DATE, whole.birthDate(), masked.birthDate()),
        read.text(PersonalField.ACCOUNT_NUMBER, whole.accountNumber(), masked.accountNumber()),
        read.text(PersonalField.CONTACT_NAME, whole.contactName(), masked.contactName()),
        read.text(PersonalField.PHONE, whole.phone(), masked.phone()),
        read.text(PersonalField.EMAIL, whole.email(), masked.email()));
  }

  private static PersonalDetails details(ApplicationContent content) {
    return new PersonalDetails(
        content.subject().legalRepresentative().name(),
        content.subject().legalRepresentative().identityNumber(),
        content.subject().legalRepresentative().birthDate(),
        content.settlementAccount().accountNumber(),
        content.contact().name(),
        content.contact().phone(),
        content.contact().email());
  }
}
