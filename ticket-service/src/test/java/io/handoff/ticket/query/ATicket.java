package io.handoff.ticket.query;

import io.handoff.kit.streams.store.JsonSerde;
import io.handoff.ticket.decision.ticket.Ticket;
import java.nio.charset.StandardCharsets;

/** Tickets as the store keeps them. */
final class ATicket {
  private ATicket() {}

  static Ticket numbered(int number, String assignee) {
    return numbered(number, assignee, 3);
  }

  static Ticket numbered(int number, String assignee, long version) {
    String json =
        """
        {"ticketId":"t-%1$04d","accountId":"acme","conversationId":"c-%1$d","channelId":"kakao",
         "version":%3$d,"process":"LIVE","status":"OPEN","priority":"HIGH","teamId":"desk",
         "assigneeId":%2$s,"conversationTags":["환불"],"customFields":{"order":"17"},
         "createdAt":"2026-02-03T09:00:00Z","updatedAt":"2026-02-03T09:00:10Z",
         "billable":true,"rating":4,
         "handoff":{"handoffId":"h","channelId":"kakao","reason":"CUSTOM_TRIGGER",
           "customer":{"customerId":"kim","attributes":{}},
           "evidence":{"eventId":"e","triggerId":"refund","how":"FORM"},
           "requestedAt":"2026-02-03T09:00:00Z","language":"ko","messageCount":1,
           "settingsVersion":1,"test":false}}
        """
            .formatted(number, assignee == null ? "null" : "\"" + assignee + "\"", version);
    return JsonSerde.of(Ticket.class)
        .deserializer()
        .deserialize("tickets", json.getBytes(StandardCharsets.UTF_8));
  }
}
