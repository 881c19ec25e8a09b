package io.handoff.routing.decision.handoff;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the chat platform knows it.
 *
 * @param customerId the platform's id
 * @param name name to address the customer by; null: not known
 * @param language BCP 47 tag; null: not known
 * @param email e-mail address; null: not known
 * @param attributes free attributes
 */
public record Customer(
    String customerId,
    @Nullable String name,
    @Nullable String language,
    @Nullable String email,
    Map<String, String> attributes) {
  @SuppressWarnings("ConstantValue") // state written by an older version may lack it
  public Customer {
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }
}
