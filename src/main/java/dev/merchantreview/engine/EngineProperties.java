package dev.merchantreview.engine;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the cluster is and how to work with it. Either the two addresses of a self-managed cluster
 * or the SaaS coordinates are given.
 *
 * @param grpcAddress Zeebe's gRPC address, {@code http} for plain text, {@code https} for TLS
 * @param restAddress the cluster's REST address
 * @param oauth client credentials of a self-managed cluster that asks for them, or null
 * @param saas coordinates of a Camunda SaaS cluster, or null
 * @param tokens how tokens are fetched, of either kind of cluster
 * @param tasklist where a completed task's assignee is read
 * @param operateApiUrl where Operate's own API is, up to 8.7; null where Tasklist's is, or for SaaS
 *     at its usual address
 * @param operateUrl where people open Operate, for links to process instances; null for no links
 * @param tasklistUrl where people open Tasklist, for links to their tasks; null for no links
 * @param messageTimeToLive how long the engine keeps a message nobody waits for yet
 * @param requestTimeout how long one call to the engine may take
 * @param deploymentTimeout how long the engine may take for one deployment: it reads and compiles
 *     all it is given before it answers
 * @param versionCheck how often is looked at which Camunda it is; a second at least
 * @param unbelievedAfterUpgrade for how long after an upgrade to another API nothing is believed to
 *     be missing in the records: they are moved by then
 * @param retryBackoff how long to wait before a failed send or job is tried again
 * @param longestRetryBackoff the most a message waits that failed again and again by itself
 * @param messageFailures after how many failures of its own a message is a finding
 * @param messageOverdue after how long a message that was tried and not taken is a finding,
 *     whatever keeps it
 * @param outsideBackoff how long to wait before a party outside that did not answer is asked again
 * @param jobTimeout after which the engine gives an unanswered job out again
 * @param jobsActive how many jobs of one type are fetched ahead
 * @param jobThreads how many jobs of all types are worked on at once
 * @param answersRemembered how many answers of decision tables are remembered; 0 for none
 * @param deploySuperseded whether diagrams and tables that were superseded are deployed again by a
 *     service that was built with them: the deliberate way back to an older version
 * @param formSettle how long to wait after a new form was deployed before the first case is sent,
 *     so that Tasklist has imported the form before its first task
 * @param retention how long is kept what nothing waits for any more
 */
@Validated
@ConfigurationProperties("merchant-review.engine")
record EngineProperties(
    @Nullable URI grpcAddress,
    @Nullable URI restAddress,
    @Nullable @Valid OAuth oauth,
    @Nullable @Valid Saas saas,
    @NotNull @Valid Tokens tokens,
    @NotNull @Valid Tasklist tasklist,
    @Nullable URI operateApiUrl,
    @Nullable URI operateUrl,
    @Nullable URI tasklistUrl,
    @NotNull Duration messageTimeToLive,
    @NotNull Duration requestTimeout,
    @NotNull Duration deploymentTimeout,
    @NotNull @DurationMin(seconds = 1) Duration versionCheck,
    @NotNull Duration unbelievedAfterUpgrade,
    @NotNull Duration retryBackoff,
    @NotNull Duration longestRetryBackoff,
    @NotNull @Min(1) Integer messageFailures,
    @NotNull Duration messageOverdue,
    @NotNull Duration outsideBackoff,
    @NotNull Duration jobTimeout,
    @NotNull @Min(1) Integer jobsActive,
    @NotNull @Min(1) Integer jobThreads,
    @NotNull @Min(0) Integer answersRemembered,
    boolean deploySuperseded,
    @NotNull Duration formSettle,
    @NotNull @Valid Retention retention) {

  /**
   * How long is kept what nothing waits for any more; an hour at least.
   *
   * @param sentMessages messages the engine has taken, since then
   * @param jobs what jobs answered, since then; longer while their process instance has a case to
   *     work on
   * @param completedTasks who completed tasks, since then; longer in the same way
   */
  record Retention(
      @NotNull @DurationMin(hours = 1) Duration sentMessages,
      @NotNull @DurationMin(hours = 1) Duration jobs,
      @NotNull @DurationMin(hours = 1) Duration completedTasks) {}

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Client credentials of a self-managed cluster. Audiences differ up to 8.7, where each component
   * asks for its own.
   *
   * @param clientId who the service is to the authorization server
   * @param clientSecret how it proves that
   * @param audience whom its token is for, as the cluster's gateway asks
   * @param tasklistAudience the same for Tasklist's own API
   * @param operateAudience the same for Operate's own API
   * @param scope the scopes to ask for, with blanks between; null for none
   * @param authorizationServer its token endpoint
   * @param clearText whether the endpoint may be {@code http} although it is on another machine,
   *     where something else encrypts what is sent
   */
  record OAuth(
      @NotBlank String clientId,
      @NotBlank String clientSecret,
      @NotBlank String audience,
      @NotBlank @DefaultValue("tasklist-api") String tasklistAudience,
      @NotBlank @DefaultValue("operate-api") String operateAudience,
      @Nullable String scope,
      @NotNull URI authorizationServer,
      boolean clearText) {

    @AssertTrue(
        message =
            "would send the secret in clear: give an https address, or set merchant-review.engine.oauth.clear-text=true where"
                + " something else encrypts it")
    boolean isAuthorizationServerEncrypted() {
      return authorizationServer == null
          || clearText
          || "https".equals(authorizationServer.getScheme())
          || "http".equals(authorizationServer.getScheme())
              && LOOPBACK.contains(authorizationServer.getHost());
    }

    @Override
    public String toString() {
      return "OAuth of " + clientId;
    }
  }

  record Saas(
      @NotBlank String clusterId,
      @NotBlank String clientId,
      @NotBlank String clientSecret,
      @NotBlank String region) {

    @Override
    public String toString() {
      return "Saas of " + clientId;
    }
  }

  /**
   * @param renewBefore how long before its end a token is renewed; after half its life at the
   *     latest
   * @param timeout how long the authorization server may take to answer
   */
  record Tokens(
      @NotNull @DurationMin(seconds = 1) Duration renewBefore,
      @NotNull @DurationMin(millis = 100) Duration timeout) {}

  /**
   * @param url Tasklist's address
   * @param user a Tasklist user that may read tasks; unused when the cluster has OAuth
   */
  record Tasklist(@NotNull URI url, @Nullable String user, @Nullable String password) {

    @Override
    public String toString() {
      return "Tasklist at " + url + " as " + user;
    }
  }

  /** What the engine still knows by its id, it can still be asked about. */
  @AssertTrue(
      message =
          "messages are kept for a shorter time (merchant-review.engine.retention.sent-messages) than the engine may deliver"
              + " them (merchant-review.engine.message-time-to-live)")
  boolean isMessageKeptWhileTheEngineHasIt() {
    return retention == null
        || messageTimeToLive == null
        || retention.sentMessages() == null
        || retention.sentMessages().compareTo(messageTimeToLive) >= 0;
  }

  @AssertTrue(
      message =
          "set merchant-review.engine.grpc-address and rest-address (self-managed), or merchant-review.engine.saas.*")
  boolean isClusterNamed() {
    return saas != null || (grpcAddress != null && restAddress != null);
  }

  @AssertTrue(
      message =
          "set merchant-review.engine.oauth.* (self-managed) or merchant-review.engine.saas.*, not both")
  boolean isOneCluster() {
    return saas == null || oauth == null;
  }
}
