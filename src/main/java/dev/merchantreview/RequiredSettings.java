package dev.merchantreview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Looks before anything starts whether every setting without a default is there, and names all that
 * are missing at once to the person who runs the service.
 */
final class RequiredSettings
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  private static final String PREFIX = "merchant-review.";

  /** Whoever sets it to the configuration has its groups asked for when that is read. */
  private static final String REVIEWERS_SOURCE = PREFIX + "reviewers.source";

  /** What is missing: the names of alternatives, and what they are for. */
  record Missing(List<String> anyOf, String purpose) {}

  private static final List<Missing> REQUIRED =
      List.of(
          setting("where the cases are kept", "spring.datasource.url"),
          setting(
              "the cluster's gRPC address, or a SaaS cluster",
              PREFIX + "engine.grpc-address",
              PREFIX + "engine.saas.cluster-id"),
          setting(
              "the cluster's REST address, or a SaaS cluster",
              PREFIX + "engine.rest-address",
              PREFIX + "engine.saas.cluster-id"),
          setting("where a task's assignee is read", PREFIX + "engine.tasklist.url"),
          setting("the secret shared with the payment provider", PREFIX + "deposit.payment-secret"),
          setting("the bank's gateway", PREFIX + "bank.url"),
          setting("what the bank knows us by", PREFIX + "bank.token"),
          setting("the contract signing provider", PREFIX + "contract-signing.url"),
          setting(
              "what the contract signing provider knows us by", PREFIX + "contract-signing.token"),
          setting(
              "the secret shared with the contract signing provider",
              PREFIX + "provider-secrets.contract-signing"),
          setting(
              "the secret shared with the identity provider", PREFIX + "provider-secrets.identity"),
          setting(
              "what amounts of verification transfers are drawn with",
              PREFIX + "account-verification.key"),
          setting("where merchants remit to", PREFIX + "remittances.account.number"),
          setting("whose account that is", PREFIX + "remittances.account.holder"),
          setting("at which bank that is", PREFIX + "remittances.account.bank"),
          setting("what personal data is sealed with", PREFIX + "personal-data.master-key"),
          group("who audits store applications, closings and service providers", "store-auditors"),
          group("who reviews products before they are sold live", "product-reviewers"),
          group("who decides on deposit refunds, at least two persons", "finance"),
          setting("where people's browsers find the service", PREFIX + "web.public-url"),
          setting(
              "who issues the callers' tokens",
              "spring.security.oauth2.resourceserver.jwt.issuer-uri",
              "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
              PREFIX + "web.local-users[0].name"));

  /** People in a candidate group of the diagrams: a list, or its entries, or the cluster's. */
  private static Missing group(String purpose, String name) {
    String list = PREFIX + "reviewers.groups." + name;
    return setting(purpose, list, list + "[0]", REVIEWERS_SOURCE);
  }

  private static Missing setting(String purpose, String... anyOf) {
    return new Missing(Arrays.asList(anyOf), purpose);
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    List<Missing> missing = missing(event.getEnvironment());
    if (!missing.isEmpty()) {
      throw new MissingSettingsException(missing);
    }
  }

  static List<Missing> missing(Environment environment) {
    List<Missing> missing = new ArrayList<>();
    for (Missing required : REQUIRED) {
      if (required.anyOf().stream().noneMatch(environment::containsProperty)) {
        missing.add(required);
      }
    }
    return missing;
  }

  /** After the listener that reads the configuration files. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  static final class MissingSettingsException extends RuntimeException {

    private final transient List<Missing> missing;

    MissingSettingsException(List<Missing> missing) {
      super("missing settings: " + missing);
      this.missing = missing;
    }
  }

  /** Words the exception for a person; found through {@code META-INF/spring.factories}. */
  static final class Analyzer extends AbstractFailureAnalyzer<MissingSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MissingSettingsException cause) {
      StringBuilder lines = new StringBuilder("These settings have no default and are missing:\n");
      for (Missing one : cause.missing) {
        lines
            .append("\n    ")
            .append(String.join(" or ", one.anyOf()))
            .append(" (")
            .append(one.purpose())
            .append(")");
      }
      return new FailureAnalysis(
          lines.toString(),
          "Set them, as environment variables or in config/application.yaml beside the jar; on one machine"
              + " ./merchant-review up does all of it.",
          cause);
    }
  }
}
