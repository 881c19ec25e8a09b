package io.handoff.deploy.testhandoff;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of the way that answered.
 *
 * @param stage which one
 * @param after how long after the call for a person was published its answer was read
 * @param text what came of it, in words
 */
record Hop(Stage stage, Duration after, String text) {

  /** The stretches, in order. */
  enum Stage {
    PUBLISHED("published", "", "", "conversation.events"),
    TRIGGER("trigger detected", "trigger-service", "conversation.events", "handoff.requests"),
    ROUTED("routed", "routing-service", "handoff.requests", "routing.decisions"),
    TICKET("ticket opened", "ticket-service", "routing.decisions", "ticket.events"),
    AGENT("agent", "routing-service", "handoff.requests", "routing.decisions"),
    CLOSED("closed", "ticket-service", "conversation.events", "ticket.events"),
    FREED("released", "routing-service", "routing.requests", "routing.decisions"),
    MESSAGES("messages", "", "", "conversation.actions");

    private final String title;
    private final String service;
    private final String reads;
    private final String writes;

    Stage(String title, String service, String reads, String writes) {
      this.title = title;
      this.service = service;
      this.reads = reads;
      this.writes = writes;
    }

    String title() {
      return title;
    }

    /** Who answers; empty: nobody in particular. */
    String service() {
      return service;
    }

    /** The topic that the service reads. */
    String reads() {
      return reads;
    }

    /** The topic that the answer comes on. */
    String writes() {
      return writes;
    }

    /** The topic that holds what the service refused. */
    String deadLetters() {
      return service.replace("-service", "") + ".dead-letters";
    }
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "hop");
    fields.put("hop", stage.title());
    fields.put("service", stage.service());
    fields.put("topic", stage.writes());
    fields.put("afterMs", after.toMillis());
    fields.put("text", text);
    return fields;
  }
}
