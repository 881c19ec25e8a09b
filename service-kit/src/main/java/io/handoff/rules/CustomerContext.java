package io.handoff.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a customer beyond the conversation, for rules.
 *
 * @param attributes what an outside system says of the customer; what the platform says in the
 *     conversation goes before it
 * @param profileTags tags that an outside system gives
 * @param tags tags that stay with the customer
 * @param tickets tickets that the customer has had
 */
public record CustomerContext(
    Map<String, Value> attributes, List<String> profileTags, List<String> tags, long tickets) {

  /** Of whom nothing is known. */
  public static final CustomerContext UNKNOWN =
      new CustomerContext(Map.of(), List.of(), List.of(), 0);

  public CustomerContext {
    attributes = Map.copyOf(attributes);
    profileTags = List.copyOf(profileTags);
    tags = List.copyOf(tags);
  }

  /** Sets the attributes; what is set after it goes before. */
  public Facts.Builder describe(Facts.Builder facts) {
    attributes.forEach((name, value) -> facts.set("customer.attributes." + name, value));
    return facts;
  }

  /** Tags of the customer with those of the outside system, none twice. */
  public Value tagsWith(List<String> others) {
    List<String> all = new ArrayList<>(others);
    profileTags.stream().filter(tag -> !all.contains(tag)).forEach(all::add);
    return Value.texts(all);
  }
}
