package dev.merchantreview.onboarding;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.shared.Countries;
import dev.merchantreview.shared.Erased;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant hands in to open a store.
 *
 * @param promotion whether its goods are to be promoted, which asks for a deposit of its own
 *     [K-open]; left out, they are not
 * @param opening what it states of itself where the platform has opening conditions
 * @param shop what the shop shows; null while it is not handed in. Left out when something is
 *     fixed, what was handed in before stays
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ApplicationContent(
    @NotNull Platform platform,
    @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
    @NotNull StoreType storeType,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 60) String storeName,
    @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(min = 1, max = 40) String> categories,
    @NotNull Subject subject,
    @NotNull SettlementAccount settlementAccount,
    @NotNull Contact contact,
    @NotNull @Size(max = 50) List<@NotNull DocumentReference> documents,
    @Nullable Boolean promotion,
    @Nullable OpeningStatement opening,
    @Nullable ShopData shop)
    implements SealedContents.Personal<ApplicationContent> {

  /**
   * Who opens the store.
   *
   * @param licenceNumber unified social credit code, or the 15 digits of a registration from before
   *     there was one; abroad the number of the registration there. Only personal stores have none
   * @param licenceValidUntil null for a licence without an end
   * @param registeredIn the country or region of the registration (ISO 3166-1 alpha-2); null for
   *     the mainland. Import stores are of a subject from elsewhere, all others of one from the
   *     mainland
   * @param licenceNumberAsPrinted true says that the licence has the number just so, although its
   *     check character is wrong: an auditor decides then
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record Subject(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String legalName,
      @Nullable @Pattern(regexp = "^[0-9A-Z][0-9A-Z ./-]{1,31}$") String licenceNumber,
      @Nullable LocalDate licenceValidUntil,
      @NotNull LegalRepresentative legalRepresentative,
      @Nullable @Pattern(regexp = "^[A-Z]{2}$") String registeredIn,
      @Nullable Boolean licenceNumberAsPrinted) {

    /**
     * What the subject is known by: numbers of elsewhere are given out in each country anew, and
     * have it before them.
     */
    @Nullable String registration() {
      return licenceNumber != null && registeredAbroad()
          ? registeredIn + " " + licenceNumber
          : licenceNumber;
    }

    /** Whether the subject is registered outside the mainland. */
    public boolean registeredAbroad() {
      return registeredIn != null && !registeredIn.equals(Countries.MAINLAND);
    }
  }

  /**
   * The person who stands for the subject.
   *
   * @param identityPaper what the number is of; null for a number of 18 characters, whatever card
   *     it is of
   * @param nationality country of a passport (ISO 3166-1 alpha-2); null for other papers
   * @param birthDate as the paper has it; null where the number says it
   * @param identityValidUntil the last day of the paper; null where it has no end or is a
   *     resident's identity card
   * @param identityNumberAsPrinted true says that the paper has the number just so, although its
   *     check digit is wrong: an auditor decides then
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record LegalRepresentative(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 50) String name,
      @NotNull
          @Schema(
              description =
                  "The number of the paper identityPaper names. Without it 18 characters, the last may"
                      + " be a capital X: of a resident's identity card, of a residence permit of"
                      + " somebody from Hong Kong (81), Macau (82) or Taiwan (83), or of a foreigner's"
                      + " permanent residence card of 2023 (begins with 9)")
          @Pattern(regexp = "^[0-9A-Z]{5,18}$")
          String identityNumber,
      @Nullable IdentityPaper identityPaper,
      @Nullable @Pattern(regexp = "^[A-Z]{2}$") String nationality,
      @Nullable @Schema(format = "date") String birthDate,
      @Nullable LocalDate identityValidUntil,
      @Nullable Boolean identityNumberAsPrinted) {

    /** The paper; that of the mainland's residents where none is named. */
    public IdentityPaper paper() {
      return identityPaper == null ? IdentityPaper.RESIDENT_IDENTITY_CARD : identityPaper;
    }
  }

  /** Where the platform pays what the store earns. */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record SettlementAccount(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String holder,
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String bank,
      @NotNull @Pattern(regexp = "^(?:FT[A-Z]|NRA|OSA)?[0-9]{8,32}$") String accountNumber) {}

  /** Whom the platform talks to. */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record Contact(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 50) String name,
      @NotNull @Pattern(regexp = "^[+0-9][0-9 -]{4,19}$") String phone,
      @NotNull @Email @Size(max = 254) String email) {}

  /**
   * The same content with its personal data replaced.
   *
   * @param replacement is given a name that stays the same for the same field, and the field's text
   */
  @Override
  public ApplicationContent withPersonalData(BinaryOperator<String> replacement) {
    LegalRepresentative person = subject.legalRepresentative();
    return new ApplicationContent(
        platform,
        merchantId,
        storeType,
        storeName,
        categories,
        new Subject(
            subject.legalName(),
            subject.licenceNumber(),
            subject.licenceValidUntil(),
            new LegalRepresentative(
                replacement.apply("representativeName", person.name()),
                replacement.apply("identityNumber", person.identityNumber()),
                person.identityPaper(),
                person.nationality(),
                person.birthDate() == null
                    ? null
                    : replacement.apply("birthDate", person.birthDate()),
                person.identityValidUntil(),
                person.identityNumberAsPrinted()),
            subject.registeredIn(),
            subject.licenceNumberAsPrinted()),
        new SettlementAccount(
            settlementAccount.holder(),
            settlementAccount.bank(),
            replacement.apply("accountNumber", settlementAccount.accountNumber())),
        new Contact(
            replacement.apply("contactName", contact.name()),
            replacement.apply("phone", contact.phone()),
            replacement.apply("email", contact.email())),
        documents,
        promotion,
        opening,
        shop == null ? null : shop.withPersonalData(replacement));
  }

  /** The same content, with promotion wanted or not. */
  ApplicationContent withPromotion(@Nullable Boolean wanted) {
    return with(wanted, shop);
  }

  /** Whether promotion is wanted, and a deposit for it. */
  public boolean wantsPromotion() {
    return Boolean.TRUE.equals(promotion);
  }

  /** The same with what the shop shows. */
  ApplicationContent withShop(@Nullable ShopData handedIn) {
    return with(promotion, handedIn);
  }

  private ApplicationContent with(@Nullable Boolean wanted, @Nullable ShopData handedIn) {
    return new ApplicationContent(
        platform,
        merchantId,
        storeType,
        storeName,
        categories,
        subject,
        settlementAccount,
        contact,
        documents,
        wanted,
        opening,
        handedIn);
  }

  /** Everything uploaded that belongs to it; the shop's pictures stand last. */
  List<DocumentReference> allDocuments() {
    return shop == null
        ? documents
        : Stream.concat(documents.stream(), shop.documents().stream()).toList();
  }

  /** Whether its personal data cannot be read any more. */
  @Override
  public boolean erased() {
    return Erased.is(subject.legalRepresentative().identityNumber());
  }

  /**
   * The same content as people may see it who do not own it. Behind a store without a licence is a
   * person: the names of its subject and of its account are a person's, and the store's name may
   * hold one.
   */
  public ApplicationContent masked() {
    ApplicationContent shown = withPersonalDataMasked();
    return storeType.hasLicence()
        ? shown
        : new ApplicationContent(
            platform,
            merchantId,
            storeType,
            shownStoreName(),
            categories,
            new Subject(
                Masking.personName(subject.legalName()),
                subject.licenceNumber(),
                subject.licenceValidUntil(),
                shown.subject().legalRepresentative(),
                subject.registeredIn(),
                subject.licenceNumberAsPrinted()),
            new SettlementAccount(
                Masking.personName(settlementAccount.holder()),
                settlementAccount.bank(),
                shown.settlementAccount().accountNumber()),
            shown.contact(),
            documents,
            promotion,
            opening,
            shown.shop());
  }

  /** The store's name as people may see it who do not own it. */
  public String shownStoreName() {
    if (storeType.hasLicence()) {
      return storeName;
    }
    String shown = storeName;
    for (String person :
        List.of(
            subject.legalName(),
            subject.legalRepresentative().name(),
            settlementAccount.holder(),
            contact.name())) {
      shown = shown.replace(person.strip(), Masking.personName(person.strip()));
    }
    return shown;
  }

  private ApplicationContent withPersonalDataMasked() {
    return withPersonalData(
        (field, text) ->
            switch (field) {
              case "identityNumber" -> Masking.paperNumber(text);
              case "birthDate" -> Masking.date(text);
              case "accountNumber" -> Masking.accountNumber(text);
              case "phone", "returnPhone" -> Masking.phone(text);
              case "shopAddress", "returnAddress" -> Masking.address(text);
              case "email" -> Masking.email(text);
              default -> Masking.personName(text);
            });
  }
}
