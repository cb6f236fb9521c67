package dev.merchantreview.programme.web;

import dev.merchantreview.programme.Eligibility;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.Unmet;
import dev.merchantreview.programme.UnmetWords;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Shows programmes and what is unmet of them. */
@Component
class ProgrammeViews {

  private final UnmetWords words;

  ProgrammeViews(UnmetWords words) {
    this.words = words;
  }

  ProgrammeView view(Programme programme, Locale locale) {
    Programme.Agreement agreement = programme.admission().agreement();
    return new ProgrammeView(
        programme.id(),
        programme.label(locale),
        programme.platform(),
        programme.subject(),
        programme.admission().entry(),
        agreement == null
            ? null
            : new ProgrammeView.AgreementView(agreement.version(), agreement.title().in(locale)),
        programme.admission().probationDays(),
        programme.inputs().stream()
            .map(
                input ->
                    new ProgrammeView.InputView(
                        input.name(),
                        input.label().in(locale),
                        input.figure(),
                        input.window(),
                        input.optional()))
            .toList(),
        programme.checking().every(),
        programme.checking().answerDays(),
        programme.closing().existing(),
        programme.closing().duties().stream()
            .map(
                duty ->
                    new ProgrammeView.DutyView(duty.figure(), duty.text().in(locale), duty.most()))
            .toList());
  }

  EligibilityView view(
      Programme programme, String subject, Eligibility.Found found, Locale locale) {
    return new EligibilityView(
        programme.id(),
        subject,
        found.day(),
        found.unmet().isEmpty(),
        unmet(programme, found.unmet(), locale),
        found.known().stream()
            .map(
                known ->
                    new EligibilityView.KnownView(
                        known.input().name(),
                        known.input().label().in(locale),
                        known.value(),
                        known.asOf(),
                        known.counts()))
            .toList(),
        found.membership());
  }

  List<UnmetView> unmet(Programme programme, List<Unmet> unmet, Locale locale) {
    return unmet.stream()
        .map(
            one ->
                new UnmetView(
                    one.code(),
                    words.text(programme, one).in(locale),
                    one.input(),
                    programme.inputs().stream()
                        .filter(input -> input.name().equals(one.input()))
                        .map(input -> input.label().in(locale))
                        .findFirst()
                        .orElse(null),
                    one.value(),
                    one.asOf(),
                    one.threshold(),
                    words.remedy(programme, one).in(locale)))
        .toList();
  }
}
