package dev.merchantreview.console;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.programme.Memberships;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What programmes the subject of a case is in, and the way to all that is known of it. */
@Component
class ProgrammesSection implements CaseSection {

  private static final int ORDER = 450;

  private final Memberships memberships;
  private final MembershipRows rows;

  ProgrammesSection(Memberships memberships, MembershipRows rows) {
    this.memberships = memberships;
    this.rows = rows;
  }

  /**
   * What is shown.
   *
   * @param path where the subject's own page is
   */
  record Shown(SubjectKind kind, String id, String path, List<MembershipRows.Row> memberships) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "programmes";
  }

  @Override
  public String titleKey() {
    return "subject.memberships";
  }

  @Override
  public String template() {
    return "console/case/programmes";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    FigureSubject subject = caller.readsAll() ? subject(caseId) : null;
    return subject == null
        ? null
        : new Shown(
            subject.kind(),
            subject.id(),
            SubjectPage.path(subject.kind(), subject.id()),
            rows.of(subject.kind(), subject.id(), locale));
  }

  private @Nullable FigureSubject subject(CaseId caseId) {
    return switch (caseId.prefix()) {
      case "st_" -> new FigureSubject(SubjectKind.STORE, caseId.value());
      case "sp_" -> new FigureSubject(SubjectKind.PROVIDER, caseId.value());
      case "pm_" -> memberships.find(caseId).map(one -> one.application().subject()).orElse(null);
      default -> null;
    };
  }
}
