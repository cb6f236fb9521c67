package dev.merchantreview.shared;

import java.util.Objects;

/**
 * Who did something: the kind of actor and its id at the place that knows it (user name, merchant
 * system's client id, provider name).
 */
public record ActorRef(Kind kind, String id) {

  public ActorRef {
    Objects.requireNonNull(kind);
    if (id.isBlank()) {
      throw new IllegalArgumentException("an actor has an id");
    }
  }

  /** What the actor is to the platform. */
  public enum Kind {
    /** A merchant system calling the API. */
    MERCHANT,
    /** A person who reviews in Tasklist or reads histories. */
    AUDITOR,
    /** A person who runs the platform. */
    OPERATOR,
    /** A person or system with the rights of an administrator. */
    ADMIN,
    /**
     * A provider other than the payment provider: contract signing, the identity provider, the
     * bank.
     */
    PROVIDER,
    /** The payment provider. */
    PAYMENT_PROVIDER,
    /** The service itself: machine checks, timers. */
    SYSTEM
  }

  /** The service acting by its own rules. */
  public static final ActorRef SYSTEM = new ActorRef(Kind.SYSTEM, "merchant-review");
}
