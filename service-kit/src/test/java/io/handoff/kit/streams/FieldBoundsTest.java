package io.handoff.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.TagScope;
import io.handoff.avro.TicketCommand;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FieldBoundsTest {

  private static String problem(SpecificRecord record) {
    return new FieldBounds().problem(record);
  }

  private static ConversationEvent started(Customer customer) {
    return event(ConversationStarted.newBuilder().setCustomer(customer).build());
  }

  private static ConversationEvent event(Object payload) {
    return ConversationEvent.newBuilder()
        .setEventId("e1")
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId("c1")
        .setOccurredAt(Instant.EPOCH)
        .setPayload(payload)
        .build();
  }

  private static ConversationEvent message(String text, List<String> references) {
    return event(
        MessagePosted.newBuilder()
            .setMessageId("m1")
            .setSequence(1)
            .setAuthor(AuthorType.CUSTOMER)
            .setText(text)
            .setReferences(references)
            .build());
  }

  private static Customer.Builder customer() {
    return Customer.newBuilder().setCustomerId("kim");
  }

  private static TicketCommand command(Actor actor, Object payload) {
    return TicketCommand.newBuilder()
        .setCommandId("k1")
        .setAccountId("acme")
        .setConversationId("c1")
        .setIssuedBy(actor)
        .setIssuedAt(Instant.EPOCH)
        .setPayload(payload)
        .build();
  }

  @Test
  void shouldTakeWhatIsAtTheBounds() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      attributes.put("%0100d".formatted(i), "v".repeat(2_000));
    }
    String limit = "x".repeat(200);
    assertThat(
            problem(
                started(
                    customer()
                        .setCustomerId(limit)
                        .setName(limit)
                        .setEmail(limit)
                        .setAttributes(attributes)
                        .build())))
        .isNull();
    assertThat(problem(message("😀".repeat(100_000), Collections.nCopies(1_000, "<m@x>"))))
        .isNull();
  }

  @Test
  void shouldNameTheFieldThatIsTooLarge() {
    assertThat(problem(started(customer().setCustomerId("x".repeat(201)).build())))
        .isEqualTo("customerId has 201 characters; at most 200 are taken");
    assertThat(problem(started(customer().setAttributes(Map.of("x".repeat(101), "")).build())))
        .isEqualTo("a name in attributes has 101 characters; at most 100 are taken");
    assertThat(problem(started(customer().setAttributes(Map.of("x", "v".repeat(2_001))).build())))
        .isEqualTo("a value in attributes has 2001 characters; at most 2000 are taken");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 101; i++) {
      many.put("a" + i, "");
    }
    assertThat(problem(started(customer().setAttributes(many).build())))
        .isEqualTo("attributes has 101 entries; at most 100 are taken");
    assertThat(problem(message("x".repeat(100_001), List.of()))).startsWith("text has 100001 ");
    assertThat(problem(message("", Collections.nCopies(1_001, "r"))))
        .isEqualTo("references has 1001 items; at most 1000 are taken");
  }

  @Test
  void shouldBoundWhatDesktopsSend() {
    assertThat(
            problem(
                command(
                    new Actor(ActorType.AGENT, "a".repeat(201)),
                    new ChangeTags(TagScope.CUSTOMER, List.of(), List.of()))))
        .startsWith("id has 201 characters");
    assertThat(
            problem(
                command(
                    new Actor(ActorType.AGENT, "ann"),
                    new ChangeTags(TagScope.CUSTOMER, List.of("t".repeat(201)), List.of()))))
        .startsWith("add has 201 characters");
  }

  @Test
  void shouldCountWhatControlCharactersTakeInJson() {
    FieldBounds bounds = new FieldBounds();
    assertThat(bounds.problem(message("a\u0001b\u001f\t\r\n", List.of()))).isNull();
    assertThat(bounds.escapes()).isEqualTo(10);
  }
}
