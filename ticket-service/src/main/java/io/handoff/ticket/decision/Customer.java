package io.handoff.ticket.decision;

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
}
