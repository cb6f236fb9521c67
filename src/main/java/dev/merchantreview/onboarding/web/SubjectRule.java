package dev.merchantreview.onboarding.web;

import dev.merchantreview.category.Categories;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.Countries;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.web.Format;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A store type the platform has, a subject registered where such stores are opened from, and a
 * person whose number, birth date and country are those of the paper that is named. What has not
 * even the shape the schema asks for is the schema's to report.
 */
@Component
class SubjectRule implements RequestRule {

  private static final Pattern LICENCE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}|[0-9]{15}");
  private static final Pattern REGISTRATION = Pattern.compile("[0-9A-Z][0-9A-Z ./-]{1,31}");
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{5,18}");
  private static final Pattern CITIZEN_NUMBER = Pattern.compile("[0-9]{17}[0-9X]");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final String REGISTERED_IN = "/subject/registeredIn";
  private static final String PERSON = "/subject/legalRepresentative";

  private final PlatformListRule platforms;
  private final Categories categories;

  SubjectRule(PlatformListRule platforms, Categories categories) {
    this.platforms = platforms;
    this.categories = categories;
  }

  @Override
  public Class<?> request() {
    return ApplicationContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    Optional<StoreType> type = constant(body.path("storeType"), StoreType.values());
    platforms
        .served(body.path("platform"))
        .ifPresent(platform -> type.ifPresent(one -> isOpen(platform, one, errors)));
    registration(body.path("subject"), type, errors);
    person(body.at(PERSON), errors);
    return errors;
  }

  /** A type that no category of the platform is open to is none of its. */
  private void isOpen(Platform platform, StoreType type, List<FieldError> errors) {
    if (categories.all(platform).stream().noneMatch(one -> one.openTo().contains(type))) {
      String open =
          Arrays.stream(StoreType.values())
              .filter(
                  other ->
                      categories.all(platform).stream()
                          .anyMatch(one -> one.openTo().contains(other)))
              .map(StoreType::name)
              .collect(Collectors.joining("、"));
      errors.add(FieldError.of("/storeType", "STORE_TYPE_NOT_OPEN", platform.name(), open));
    }
  }

  private static void registration(
      JsonNode subject, Optional<StoreType> type, List<FieldError> errors) {
    String country = subject.path("registeredIn").asString("");
    boolean named = COUNTRY.matcher(country).matches();
    if (named && !Countries.exists(country)) {
      errors.add(FieldError.of(REGISTERED_IN, "UNKNOWN_COUNTRY", country));
      return;
    }
    boolean abroad = named && !country.equals(Countries.MAINLAND);
    if (type.isPresent() && subject.isObject()) {
      if (type.get().isOfSubjectAbroad() && !abroad) {
        errors.add(FieldError.of(REGISTERED_IN, "REGISTERED_ABROAD"));
        return;
      }
      if (!type.get().isOfSubjectAbroad() && abroad) {
        errors.add(FieldError.of(REGISTERED_IN, "REGISTERED_IN_MAINLAND"));
        return;
      }
    }
    String number = subject.path("licenceNumber").asString("");
    if (!abroad && REGISTRATION.matcher(number).matches() && !LICENCE.matcher(number).matches()) {
      errors.add(
          FieldError.of("/subject/licenceNumber", "WRONG_FORMAT", Format.LICENCE_NUMBER.words()));
    }
  }

  private static void person(JsonNode person, List<FieldError> errors) {
    if (!person.isObject()) {
      return;
    }
    String number = person.path("identityNumber").asString("");
    JsonNode said = person.path("identityPaper");
    Optional<IdentityPaper> named = constant(said, IdentityPaper.values());
    if (!said.isMissingNode() && named.isEmpty()) {
      return;
    }
    if (NUMBER.matcher(number).matches()) {
      if (named.isEmpty() && !CITIZEN_NUMBER.matcher(number).matches()) {
        errors.add(
            FieldError.of(
                PERSON + "/identityNumber", "WRONG_FORMAT", Format.IDENTITY_NUMBER.words()));
      }
      if (named.isPresent() && !named.get().takes(number)) {
        errors.add(
            FieldError.of(
                PERSON + "/identityNumber", "WRONG_FORMAT", Format.ofPaper(named.get().name())));
      }
    }
    country(person, named, errors);
    dates(person, number, named, errors);
  }

  private static void country(
      JsonNode person, Optional<IdentityPaper> named, List<FieldError> errors) {
    String pointer = PERSON + "/nationality";
    boolean passport = named.filter(IdentityPaper.PASSPORT::equals).isPresent();
    if (!person.has("nationality")) {
      if (passport) {
        errors.add(FieldError.of(pointer, "REQUIRED"));
      }
      return;
    }
    String country = person.path("nationality").asString("");
    if (!passport) {
      errors.add(FieldError.of(pointer, "ONLY_WITH_PASSPORT"));
    } else if (COUNTRY.matcher(country).matches()) {
      if (!Countries.exists(country)) {
        errors.add(FieldError.of(pointer, "UNKNOWN_COUNTRY", country));
      } else if (!Countries.isForeign(country)) {
        errors.add(FieldError.of(pointer, "OTHER_PAPER", country));
      }
    }
  }

  private static void dates(
      JsonNode person, String number, Optional<IdentityPaper> named, List<FieldError> errors) {
    boolean inNumber = named.map(paper -> paper.saysBirthDate(number)).orElse(true);
    if (person.has("birthDate") == inNumber) {
      errors.add(
          FieldError.of(PERSON + "/birthDate", inNumber ? "BIRTH_DATE_IN_NUMBER" : "REQUIRED"));
    }
    if (named.filter(paper -> paper != IdentityPaper.RESIDENT_IDENTITY_CARD).isPresent()
        && !person.has("identityValidUntil")) {
      errors.add(FieldError.of(PERSON + "/identityValidUntil", "REQUIRED"));
    }
  }

  private static <E extends Enum<E>> Optional<E> constant(JsonNode text, E[] values) {
    return Arrays.stream(values)
        .filter(one -> text.isString() && one.name().equals(text.asString()))
        .findFirst();
  }
}
