package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.Audience;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.MessageContent;
import io.handoff.avro.SendMessage;
import io.handoff.schemas.Topic;
import io.handoff.schemas.serde.TrustedClasses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ChatPlatformTest {

  static {
    TrustedClasses.install();
  }

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final List<SpecificRecord> published = new ArrayList<>();
  private final ChatPlatform platform =
      new ChatPlatform(
          new RecordSink() {
            @Override
            public <V extends SpecificRecord> void publish(Topic<V> topic, V value) {
              published.add(value);
            }
          });

  /** They belong to whoever plays the test beside this platform. */
  @Test
  void shouldPassOverTestsThatItDidNotBegin() {
    platform.carryOut(message("elsewhere", true));
    assertThat(published).isEmpty();
  }

  @Test
  void shouldCarryOutOnceWhatConcernsItsOwnConversations() {
    platform.post(event("mine"), AuthorType.CUSTOMER, "kim", "hello");
    platform.carryOut(message("mine", true));
    platform.carryOut(message("mine", true));
    platform.carryOut(message("from-before-a-restart", false));
    assertThat(published)
        .extracting(value -> ((ConversationEvent) value).getConversationId())
        .containsExactly("mine", "mine", "from-before-a-restart");
  }

  private static ConversationEvent.Builder event(String conversation) {
    return ConversationEvent.newBuilder()
        .setEventId("e-" + conversation)
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(NOW)
        .setTest(true);
  }

  private static ConversationAction message(String conversation, boolean test) {
    return ConversationAction.newBuilder()
        .setActionId("a-" + conversation)
        .setAccountId("acme")
        .setChannelId("web")
        .setConversationId(conversation)
        .setOccurredAt(NOW)
        .setSettingsVersion(1)
        .setService("routing-service")
        .setTest(test)
        .setPayload(
            SendMessage.newBuilder()
                .setContent(MessageContent.newBuilder().setText("One moment.").build())
                .setAudience(Audience.CUSTOMER)
                .setPurpose("team-available")
                .build())
        .build();
  }
}
