package io.handoff.routing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.avro.ConversationAssigned;
import io.handoff.avro.Customer;
import io.handoff.avro.HandoffContext;
import io.handoff.avro.HandoffRequest;
import io.handoff.avro.HandoffRequested;
import io.handoff.avro.Notification;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.RoutingDecision;
import io.handoff.kit.test.TopologyHarness;
import io.handoff.schemas.Topics;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shipped workflow does on the test driver what it says. */
class TemplatesTopologyTest {

  private static final Path TEMPLATES = Path.of("..", "deploy", "templates");
  private static final String BASE =
      """
      account: shop
      agents: [{ id: ann }, { id: bob }, { id: lea }]
      teams:
        - { id: help, members: [ann, bob, lea] }
        - { id: one, members: [ann, bob], strategy: rotation-by-channel }
        - { id: two, members: [lea] }
      channels:
        - { id: web, type: web-chat, on: true, handoff: { target: { team: help } } }
        - { id: mail, type: email, on: true, handoff: { target: { team: help } } }
      """;

  private final Platform platform = new Platform();
  private final TopologyHarness harness = platform.harness();

  @AfterEach
  void close() {
    harness.close();
  }

  /** As {@code templates use} does, every place filled in by its first words. */
  private static AccountConfig using(String template, String... more) throws IOException {
    String rules =
        Files.readString(TEMPLATES.resolve(template + ".yaml"))
            .lines()
            .map(line -> "  " + line)
            .collect(Collectors.joining("\n"));
    String text = BASE + String.join("\n", more) + "\nrules:\n" + rules + "\n";
    for (Map.Entry<String, String> place :
        Map.of(
                "agent for legal matters", "lea",
                "agent to tell", "bob",
                "mailbox of the legal department", "law@shop.example",
                "your best plan", "gold",
                "plan that comes first", "gold",
                "name of the store", "Seoul",
                "category for orders", "orders",
                "custom field for the score", "score",
                "custom field for the store", "store",
                "customer tag that comes first", "club")
            .entrySet()) {
      text = text.replace("<<fill in: " + place.getKey() + ">>", place.getValue());
    }
    text =
        text.replaceAll(
            "<<fill in: team (for e-mails and forms|that speaks Polish|for everything else|for"
                + " other languages)>>",
            "two");
    text = text.replaceAll("<<fill in: team[^>]*>>", "one");
    ParsedSettings parsed = new SettingsParser().parse(template, text, Strictness.STRICT);
    assertThat(parsed.errors()).isEmpty();
    return Objects.requireNonNull(parsed.config());
  }

  private RoutingDecision asks(String conversation, String language, String text, String plan) {
    HandoffContext context =
        HandoffContext.newBuilder(Platform.context("web", "h-" + conversation, harness.now()))
            .setCustomer(
                Customer.newBuilder()
                    .setCustomerId("kim")
                    .setAttributes(Map.of("plan", plan))
                    .build())
            .setLanguage(language)
            .setLastMessage(text)
            .build();
    harness.pipe(
        Topics.HANDOFF_REQUESTS,
        HandoffRequest.newBuilder()
            .setEventId("r-" + conversation)
            .setAccountId("shop")
            .setConversationId(conversation)
            .setOccurredAt(harness.now())
            .setSettingsVersion(1)
            .setPayload(
                HandoffRequested.newBuilder()
                    .setHandoff(context)
                    .setStoreId("Seoul")
                    .setTopic("order")
                    .build())
            .build());
    return harness.take(Topics.ROUTING_DECISIONS).getFirst();
  }

  private void everybodyIsThere() {
    for (String agent : new String[] {"ann", "bob", "lea"}) {
      platform.presence(agent, PresenceStatus.AVAILABLE);
    }
    harness.take(Topics.ROUTING_DECISIONS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "language-desks      | ko | 안녕하세요                     | free | one | -   | NORMAL | - | -",
        "language-desks      | pl | dzień dobry                    | free | two | -   | NORMAL | -"
            + " | -",
        "legal-and-press     | en | You will hear from my lawyers  | free | -   | lea | URGENT |"
            + " conversationTags | legal",
        "out-of-hours        | en | My card was stolen             | free | one | -   | URGENT |"
            + " conversationTags | night",
        "reassign-on-handoff | en | hello                          | free | one | -   | NORMAL |"
            + " conversationTags | from-chat",
        "refunds-to-billing  | pl | proszę o zwrot pieniędzy       | free | one | -   | HIGH   |"
            + " conversationTags | refund",
        "score-and-escalate  | en | hello                          | gold | help | -  | HIGH   |"
            + " customFields.score | 3",
        "stores-and-topics   | en | hello                          | free | one | -   | NORMAL |"
            + " category | orders",
        "stores-and-topics   | en | hello                          | free | one | -   | NORMAL |"
            + " customFields.store | Seoul",
        "vip-first           | en | hello                          | gold | one | -   | URGENT |"
            + " conversationTags | vip",
        "vip-first           | en | hello                          | free | help | -  | NORMAL | -"
            + " | -",
      })
  void shouldDoWhatItSays(
      String template,
      String language,
      String text,
      String plan,
      String team,
      String agent,
      Priority priority,
      String field,
      String value)
      throws IOException {
    harness.settings(
        template.equals("out-of-hours")
            ? using(
                template,
                "routing: { hours: shut }",
                "calendars: [{ id: shut, sunday: 03:00-04:00 }]")
            : using(template),
        7);
    everybodyIsThere();
    RoutingDecision decision = asks("c1", language, text, plan);
    if (agent == null) {
      assertThat(decision.getTarget().getTeamId()).isEqualTo(team);
    } else {
      assertThat(decision.getTarget().getAgentId()).isEqualTo(agent);
    }
    assertThat(decision.getPriority()).isEqualTo(priority);
    if (field == null) {
      assertThat(decision.getAssignedFields()).isEmpty();
    } else {
      assertThat(decision.getAssignedFields()).containsEntry(field, value);
    }
    if (template.equals("vip-first") && plan.equals("gold")) {
      assertThat(harness.take(Topics.NOTIFICATIONS))
          .extracting(Notification::getTitle)
          .contains("A valued customer needs a person.");
    }
  }

  /** Ten messages each: what a template is for, and what only looks like it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "legal-and-press | legal | You will hear from my lawyer; I will sue you; This is a"
            + " matter of data protection; See you in court!; A journalist will call you"
            + " | Sue Miller ordered it; The tennis court was closed; I'd like to order a racket;"
            + " My name is Sue; Is the food court open?",
        "refunds-to-billing | refund | I want a refund; Has it been refunded?; I want my money"
            + " back; refunds please; When do you refund it?"
            + " | I paid with money; Please call me back; Where is my order?; Fund my account;"
            + " It came back broken",
        "out-of-hours | night | My card was stolen; This is fraud; I am locked out; hello; Where is"
            + " my order?; Call me; refund please; good night; I lost my key; thanks | ",
      })
  void shouldTellWhatItIsForFromWhatLooksLikeIt(
      String template, String tag, String meant, String others) throws IOException {
    harness.settings(
        template.equals("out-of-hours")
            ? using(
                template,
                "routing: { hours: shut }",
                "calendars: [{ id: shut, sunday: 03:00-04:00 }]")
            : using(template),
        7);
    int asked = 0;
    for (String text : meant.split("; ")) {
      assertThat(asks("c" + asked++, "en", text, "free").getAssignedFields())
          .as(text)
          .containsEntry("conversationTags", tag);
    }
    for (String text : others == null ? new String[0] : others.split("; ")) {
      assertThat(asks("c" + asked++, "en", text, "free").getAssignedFields()).as(text).isEmpty();
    }
    assertThat(asked).isEqualTo(10);
  }

  @Test
  void shouldRotateOwnersByChannelOfOrigin() throws IOException {
    harness.settings(using("reassign-on-handoff"), 7);
    everybodyIsThere();
    assertThat(
            java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> asks("c" + i, "en", "hello", "free").getPayload())
                .map(payload -> ((ConversationAssigned) payload).getAgentId()))
        .containsExactly("ann", "bob", "ann", "bob");
  }
}
