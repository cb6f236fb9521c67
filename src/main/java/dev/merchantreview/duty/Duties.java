package dev.merchantreview.duty;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.FigureUnit;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The duties the platforms' profiles name, and which of them notices have in force. */
@Component
class Duties {

  private record Declared(Platform platform, DutyRules.Rule rule) {}

  private final List<Declared> declared;
  private final Categories categories;
  private final RuleNotices notices;

  /**
   * @throws IllegalStateException when a profile names a category or a figure there is none of, or
   *     two duties for one category
   */
  Duties(
      Platforms platforms, Categories categories, FigureDefinitions figures, RuleNotices notices) {
    this.categories = categories;
    this.notices = notices;
    List<Declared> all = new ArrayList<>();
    for (Platform platform : platforms.served()) {
      for (DutyRules.Rule rule : platforms.get(platform).part(DutyRules.class).rules()) {
        for (String name : List.of(rule.category(), rule.industry())) {
          if (categories.find(platform, name).isEmpty()) {
            throw new IllegalStateException(
                "service-provider.duties of " + platform + ": no category " + name);
          }
        }
        if (rule.figure() != null && !isFlagOfStores(figures, rule.figure())) {
          throw new IllegalStateException(
              "service-provider.duties of " + platform + ": no flag of stores " + rule.figure());
        }
        if (all.stream()
            .anyMatch(
                one ->
                    one.platform() == platform && one.rule().category().equals(rule.category()))) {
          throw new IllegalStateException(
              "service-provider.duties of " + platform + ": two for " + rule.category());
        }
        all.add(new Declared(platform, rule));
      }
    }
    this.declared = List.copyOf(all);
  }

  private static boolean isFlagOfStores(FigureDefinitions figures, String name) {
    return figures
        .find(name)
        .filter(one -> one.unit() == FigureUnit.FLAG && one.subjects().contains(SubjectKind.STORE))
        .isPresent();
  }

  /** Those that are asked on a day: their notice is on record, for the platform, and in force. */
  List<Duty> on(LocalDate day) {
    return declared.stream().flatMap(one -> on(one, day).stream()).toList();
  }

  private Optional<Duty> on(Declared one, LocalDate day) {
    return notices
        .find(one.rule().notice())
        .filter(notice -> notice.standingOn(day) == RuleNotice.Standing.IN_FORCE)
        .map(RuleNotice::content)
        .filter(content -> content.platforms().contains(one.platform()))
        .flatMap(content -> duty(one, content));
  }

  /** Without a period nobody would know until when. */
  private Optional<Duty> duty(Declared one, RuleNoticeContent content) {
    Integer days = content.transition().days();
    if (content.transition().kind() != RuleNoticeContent.Transition.Kind.PERIOD || days == null) {
      return Optional.empty();
    }
    DutyRules.Rule rule = one.rule();
    Category category = categories.find(one.platform(), rule.category()).orElseThrow();
    List<String> parts =
        Stream.concat(
                Stream.of(category),
                categories.all(one.platform()).stream()
                    .filter(other -> other.above().contains(category.name())))
            .map(Category::name)
            .toList();
    return Optional.of(
        new Duty(
            one.platform(),
            category.name(),
            parts,
            Stream.concat(parts.stream(), category.above().stream()).toList(),
            rule.industry(),
            rule.figure(),
            rule.notice(),
            content.effectiveFrom(),
            days,
            rule.reminderDays()));
  }
}
