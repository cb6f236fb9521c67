package dev.merchantreview.console;

import dev.merchantreview.caseindex.CaseIndex;
import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cases that have something in common with a case, and what they have in common. */
@Component
class LinkedSection implements CaseSection {

  private static final int ORDER = 600;

  /** How many of a kind are named (ours); the list of cases has the others. */
  private static final int MOST = 20;

  private final CaseIndex index;
  private final ServiceProviders providers;

  LinkedSection(CaseIndex index, ServiceProviders providers) {
    this.index = index;
    this.providers = providers;
  }

  /**
   * What is shown.
   *
   * @param providers the service providers its merchant is bound to now
   */
  record Links(List<CaseIndex.Linked> groups, List<FoundCase> providers) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "linked";
  }

  @Override
  public String titleKey() {
    return "linked.title";
  }

  @Override
  public String template() {
    return "console/case/linked";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    if (!caller.readsAll()) {
      return null;
    }
    List<FoundCase> bound = index.find(caseId).map(this::providersOf).orElse(List.of());
    return new Links(index.linked(caseId, MOST), bound);
  }

  private List<FoundCase> providersOf(FoundCase found) {
    Platform platform = found.platform();
    return platform == null || found.merchantId().isEmpty()
        ? List.of()
        : index.all(providers.of(platform, found.merchantId()));
  }
}
