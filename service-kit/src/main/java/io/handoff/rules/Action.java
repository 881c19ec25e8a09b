package io.handoff.rules;

import io.handoff.kit.Kebab;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does. Actions are carried out in their order; later ones see what earlier ones did.
 */
public sealed interface Action {

  /** Statuses that a rule can set. */
  enum Status {
    OPEN,
    WAITING_ON_CUSTOMER,
    RESOLVED,
    CLOSED;

    /** As settings write it. */
    public String key() {
      return Kebab.of(this);
    }
  }

  /** Priorities, from low to urgent. */
  enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    /** As settings write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How people are reached. */
  enum Recipient {
    AGENT,
    TEAM,
    EMAIL,
    WEBHOOK;

    /** As settings write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What tags are attached to. */
  enum Scope {
    /** The conversation: they end with it. */
    CONVERSATION,
    /** The customer: they stay. */
    CUSTOMER
  }

  /** Sets the status. */
  record SetStatus(Status status) implements Action {}

  /** Sets the priority. */
  record SetPriority(Priority priority) implements Action {}

  /** Moves the ticket to a department. */
  record SetDepartment(String departmentId) implements Action {}

  /** Moves the ticket to a team. */
  record SetTeam(String teamId) implements Action {}

  /** Gives the ticket to an agent. */
  record SetAgent(String agentId) implements Action {}

  /** Classifies the ticket. */
  record SetCategory(String category, @Nullable String subCategory) implements Action {}

  /** Adds tags; those that are there stay. */
  record AddTags(Scope scope, List<String> tags) implements Action {
    public AddTags {
      tags = List.copyOf(tags);
    }
  }

  /** Removes tags; those that are not there do not matter. */
  record RemoveTags(Scope scope, List<String> tags) implements Action {
    public RemoveTags {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Sets a custom field.
   *
   * @param text the value; null: what the expression gives
   * @param expression CEL; null: the text. Exactly one of the two is given
   */
  record SetField(String name, @Nullable String text, @Nullable String expression)
      implements Action {
    public SetField {
      if ((text == null) == (expression == null)) {
        throw new IllegalArgumentException("either text or expression");
      }
    }
  }

  /** Sets the SLA policy. */
  record SetSlaPolicy(String policyId) implements Action {}

  /**
   * Puts the ticket out of sight.
   *
   * @param duration how long; null: until the customer replies
   */
  record Snooze(@Nullable Duration duration) implements Action {}

  /** Sends the customer a message template. */
  record SendTemplate(String templateId) implements Action {}

  /**
   * Tells people something.
   *
   * @param name agent, team, e-mail address or name of a webhook
   * @param message one line
   */
  record Notify(Recipient recipient, String name, String message) implements Action {}

  /** Finds a person for the conversation. */
  record HandOff(@Nullable String note) implements Action {}

  /** Gives the conversation back to the AI agent. */
  record HandBack(@Nullable String note) implements Action {}

  /** Looks at another rule set, with the same facts. */
  record RunRuleSet(String ruleSetId) implements Action {}

  /** Asks an outside system; rules on {@code lookup-answered} hear what came of it. */
  record Lookup(String lookupId) implements Action {}

  /** Its name, as settings write it. */
  default String key() {
    return switch (this) {
      case SetStatus a -> "set-status";
      case SetPriority a -> "set-priority";
      case SetDepartment a -> "set-department";
      case SetTeam a -> "set-team";
      case SetAgent a -> "set-agent";
      case SetCategory a -> "set-category";
      case AddTags a -> a.scope() == Scope.CUSTOMER ? "add-customer-tags" : "add-conversation-tags";
      case RemoveTags a ->
          a.scope() == Scope.CUSTOMER ? "remove-customer-tags" : "remove-conversation-tags";
      case SetField a -> "set-field";
      case SetSlaPolicy a -> "set-sla-policy";
      case Snooze a -> "snooze";
      case SendTemplate a -> "send-template";
      case Notify a -> "notify";
      case HandOff a -> "hand-off";
      case HandBack a -> "hand-back";
      case RunRuleSet a -> "run-rule-set";
      case Lookup a -> "lookup";
    };
  }
}
