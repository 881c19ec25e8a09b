package io.handoff.ticket.decision.ticket;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer as the chat platform knows it. */
public record Customer(
    String customerId,
    @Nullable String name,
    @Nullable String language,
    @Nullable String email,
    Map<String, String> attributes) {

  public Customer {
    attributes = Map.copyOf(Objects.requireNonNullElse(attributes, Map.of()));
  }

  /** A customer of whom the id is known, and nothing else. */
  public static Customer named(String customerId) {
    return new Customer(customerId, null, null, null, Map.of());
  }
}
