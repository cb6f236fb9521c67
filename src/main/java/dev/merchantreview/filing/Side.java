package dev.merchantreview.filing;

import dev.merchantreview.shared.ActorRef;
import java.util.function.Predicate;

/**
 * Who asks for something about filings.
 *
 * @param actsFor the merchants the actor acts for
 */
public record Side(ActorRef actor, Predicate<String> actsFor) {}
