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
          PersonalField.EMAIL,
          PersonalField.SHOP_ADDRESS,
          PersonalField.RETURN_NAME,
          PersonalField.RETURN_PHONE,
          PersonalField.RETURN_ADDRESS);

  /**
   * What is masked everywhere else; a field nobody asked for is masked here, too.
   *
   * @param birthDate of the legal representative; null where the number says it
   * @param shopAddress null while no shop is described, or where it has none
   * @param returnName whom goods are sent back to; null where nobody is named
   * @param returnPhone that person's
   * @param returnAddress where goods are sent back to
   */
  public record PersonalDetails(
      String legalRepresentative,
      String identityNumber,
      @Nullable String birthDate,
      String accountNumber,
      String contactName,
      String phone,
      String email,
      @Nullable String shopAddress,
      @Nullable String returnName,
      @Nullable String returnPhone,
      @Nullable String returnAddress) {}

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
        optional(read, PersonalField.BIRTH_DATE, whole.birthDate(), masked.birthDate()),
        read.text(PersonalField.ACCOUNT_NUMBER, whole.accountNumber(), masked.accountNumber()),
        read.text(PersonalField.CONTACT_NAME, whole.contactName(), masked.contactName()),
        read.text(PersonalField.PHONE, whole.phone(), masked.phone()),
        read.text(PersonalField.EMAIL, whole.email(), masked.email()),
        optional(read, PersonalField.SHOP_ADDRESS, whole.shopAddress(), masked.shopAddress()),
        optional(read, PersonalField.RETURN_NAME, whole.returnName(), masked.returnName()),
        optional(read, PersonalField.RETURN_PHONE, whole.returnPhone(), masked.returnPhone()),
        optional(
            read, PersonalField.RETURN_ADDRESS, whole.returnAddress(), masked.returnAddress()));
  }

  private static @Nullable String optional(
      PersonalDataRead read, PersonalField field, @Nullable String whole, @Nullable String masked) {
    return whole == null || masked == null ? null : read.text(field, whole, masked);
  }

  private static PersonalDetails details(ApplicationContent content) {
    ShopData shop = content.shop();
    ShopData.ReturnContact returned = shop == null ? null : shop.returnContact();
    return new PersonalDetails(
        content.subject().legalRepresentative().name(),
        content.subject().legalRepresentative().identityNumber(),
        content.subject().legalRepresentative().birthDate(),
        content.settlementAccount().accountNumber(),
        content.contact().name(),
        content.contact().phone(),
        content.contact().email(),
        shop == null ? null : shop.address(),
        returned == null ? null : returned.name(),
        returned == null ? null : returned.phone(),
        returned == null ? null : returned.address());
  }
}
