package io.handoff.ticket.decision.context;

import io.handoff.rules.CustomerContext;
import org.jspecify.annotations.Nullable;

/** Looks up what is known of customers beyond their conversations. */
@FunctionalInterface
public interface CustomerReader {

  /** Nothing is known of anybody. */
  CustomerReader NOTHING = (accountId, customerId) -> CustomerContext.UNKNOWN;

  /** What is known of a customer; null: the platform has not said who it is. */
  CustomerContext find(String accountId, @Nullable String customerId);
}
