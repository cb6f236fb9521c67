package dev.merchantreview.console;

import dev.merchantreview.onboarding.Unmasking;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.PersonalDataRead;
import dev.merchantreview.shared.PersonalField;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is masked on every page of a case, shown for a purpose as the API's calls show it, a field
 * at a time.
 */
@Component
class MaskedData {

  /** The part of the bundles that names the fields. */
  static final String TEXTS = "rounds.masked";

  private static final String APPLICATION = "sa_";
  private static final String REFUND = "rf_";

  /** What stands for what is not shown. */
  private static final String MASK = "*";

  private static final String MASKED_DATE = "****-**-**";

  /** What stands for what a case does not have. */
  private static final String NOTHING = "—";

  private final Unmasking applications;
  private final Refunds refunds;

  MaskedData(Unmasking applications, Refunds refunds) {
    this.applications = applications;
    this.refunds = refunds;
  }

  /** Whether there is any. */
  boolean isOf(CaseId caseId) {
    return !fields(caseId).isEmpty();
  }

  /** Whether a case of this kind has the field. */
  boolean isOf(CaseId caseId, PersonalField field) {
    return fields(caseId).contains(field);
  }

  private static Set<PersonalField> fields(CaseId caseId) {
    return switch (caseId.prefix()) {
      case APPLICATION -> Unmasking.FIELDS;
      case REFUND -> Refunds.PERSONAL_FIELDS;
      default -> Set.of();
    };
  }

  /**
   * What of a field reviewers judge is masked in what is shown of it.
   *
   * @param pointer where it is in what was handed in
   * @param shown how it is shown
   */
  List<PersonalField> in(CaseId caseId, String pointer, String shown) {
    if (!shown.contains(MASK)) {
      return List.of();
    }
    return of(pointer).stream()
        .filter(field -> isOf(caseId, field))
        .filter(field -> field != PersonalField.BIRTH_DATE || shown.contains(MASKED_DATE))
        .toList();
  }

  private static List<PersonalField> of(String pointer) {
    return switch (pointer) {
      case "/subject/legalRepresentative" ->
          List.of(
              PersonalField.LEGAL_REPRESENTATIVE,
              PersonalField.IDENTITY_NUMBER,
              PersonalField.BIRTH_DATE);
      case "/settlementAccount", "/account/accountNumber" -> List.of(PersonalField.ACCOUNT_NUMBER);
      case "/account/holder" -> List.of(PersonalField.ACCOUNT_HOLDER);
      case "/contact" ->
          List.of(PersonalField.CONTACT_NAME, PersonalField.PHONE, PersonalField.EMAIL);
      case "/shop/address" -> List.of(PersonalField.SHOP_ADDRESS);
      case "/shop/returnContact" ->
          List.of(
              PersonalField.RETURN_NAME, PersonalField.RETURN_PHONE, PersonalField.RETURN_ADDRESS);
      default -> List.of();
    };
  }

  /**
   * Puts on record who sees it and why, then shows it.
   *
   * @param field one the case has
   * @param read of this field alone
   */
  String show(CaseId caseId, PersonalField field, PersonalDataRead read) {
    if (caseId.prefix().equals(APPLICATION)) {
      return of(applications.unmask(caseId, read), field);
    }
    PayoutAccount account = refunds.unmask(caseId, read).orElseThrow();
    return field == PersonalField.ACCOUNT_HOLDER ? account.holder() : account.accountNumber();
  }

  private static String of(Unmasking.PersonalDetails details, PersonalField field) {
    return switch (field) {
      case LEGAL_REPRESENTATIVE -> details.legalRepresentative();
      case IDENTITY_NUMBER -> details.identityNumber();
      case BIRTH_DATE -> orNothing(details.birthDate());
      case ACCOUNT_NUMBER -> details.accountNumber();
      case CONTACT_NAME -> details.contactName();
      case PHONE -> details.phone();
      case EMAIL -> details.email();
      case SHOP_ADDRESS -> orNothing(details.shopAddress());
      case RETURN_NAME -> orNothing(details.returnName());
      case RETURN_PHONE -> orNothing(details.returnPhone());
      case RETURN_ADDRESS -> orNothing(details.returnAddress());
      case ACCOUNT_HOLDER -> throw new IllegalArgumentException(field.name());
    };
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? NOTHING : text;
  }
}
