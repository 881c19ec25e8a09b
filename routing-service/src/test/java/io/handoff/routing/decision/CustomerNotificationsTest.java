package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.withoutPeople;
import static io.handoff.routing.decision.RoutingScenario.actions;
import static io.handoff.routing.decision.RoutingScenario.rulings;
import static io.handoff.routing.decision.RoutingScenario.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.routing.Accounts;
import io.handoff.routing.decision.effect.Effect.Action;
import io.handoff.routing.decision.effect.Outcome;
import io.handoff.routing.decision.effect.RoutingEvent.HandoffAsked;
import io.handoff.routing.decision.effect.RoutingEvent.Origin;
import io.handoff.routing.decision.effect.RoutingResult;
import io.handoff.routing.decision.handoff.Handoff;
import io.handoff.settings.model.MessageTemplate.Part;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.OutgoingMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What customers are told of a handoff. */
class CustomerNotificationsTest {

  private static Accounts twoAgents() {
    return anAccount().withAgent("mina", 2).withAgent("jonas", 1).withTeam("help", "mina", "jonas");
  }

  @Test
  void shouldSendTextImageAndButtonsWithTheirPlaceholdersFilled() {
    RoutingScenario floor =
        new RoutingScenario(
            anAccount()
                .withAgent("mina", 2)
                .withChannel(
                    live("web")
                        .showing(
                            Occasion.TEAM_AVAILABLE,
                            new Part.Text("{agent} is coming, {customer}."),
                            new Part.Button("Not now, {agent}", null, "later"))));
    floor.comes("mina");

    assertThat(actions(floor.asks("c1")))
        .contains(
            new Action.Say(
                Occasion.TEAM_AVAILABLE,
                new OutgoingMessage(
                    "Mina is coming, Kim.\n\n▸ Not now, Mina",
                    List.of(
                        new Part.Text("Mina is coming, Kim."),
                        new Part.Button("Not now, Mina", null, "later")),
                    null,
                    "en")));
  }

  @Test
  void shouldSayNothingWhenThereIsNoText() {
    RoutingScenario floor =
        new RoutingScenario(twoAgents().withChannel(withoutPeople("web").silent()));

    Outcome outcome = floor.asks("c1");

    assertThat(rulings(outcome)).containsExactly(new RoutingResult.Declined(false));
    assertThat(actions(outcome)).isEmpty();
  }

  @Test
  void shouldSpeakTheCustomersLanguageBeforeTheChannels() {
    RoutingScenario floor =
        new RoutingScenario(
            twoAgents()
                .withChannel(
                    live("web")
                        .silent()
                        .saying(Occasion.TEAM_UNAVAILABLE, "ko", "{customer}님, 잠시만요")
                        .saying(Occasion.TEAM_UNAVAILABLE, "en", "One moment, {customer}")));
    Origin origin = floor.origin();
    Handoff english = RoutingScenario.handoff("c1", "web", "h1", origin);
    Handoff korean =
        new Handoff(
            "h2",
            "c2",
            "web",
            english.customer(),
            "UNKNOWN",
            english.evidence(),
            origin.occurredAt(),
            null,
            "ko-KR",
            null,
            null,
            0,
            1,
            false);

    assertThat(said(floor.on(new HandoffAsked(origin, korean, null))))
        .containsExactly("Kim님, 잠시만요");
    assertThat(said(floor.on(new HandoffAsked(origin, english, null))))
        .containsExactly("One moment, Kim");
  }
}
