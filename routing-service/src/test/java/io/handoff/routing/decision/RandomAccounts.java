package io.handoff.routing.decision;

import static io.handoff.routing.Accounts.anAccount;
import static io.handoff.routing.Accounts.asynchronous;
import static io.handoff.routing.Accounts.live;
import static io.handoff.routing.Accounts.withoutPeople;

import io.handoff.routing.Accounts;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentAbilities;
import io.handoff.settings.model.NeedsConfig;
import io.handoff.settings.model.RoutingConfig;
import io.handoff.settings.model.RoutingConfig.WhenOffline;
import io.handoff.settings.model.TeamRouting;
import io.handoff.settings.model.TeamRouting.Acceptance;
import io.handoff.settings.model.TeamRouting.Strategy;
import io.handoff.settings.model.TeamRouting.Then;
import io.handoff.settings.model.TeamRouting.WideningStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Accounts made up at random, small and full of corners. */
final class RandomAccounts {

  static final List<String> AGENTS = List.of("ann", "bob", "cho", "dag", "eve");
  static final List<String> CHANNELS =
      List.of("all", "north", "south", "solo", "mail", "mail-north", "faq", "strict", "expert");

  private final SplittableRandom random;

  RandomAccounts(SplittableRandom random) {
    this.random = random;
  }

  AccountConfig next() {
    Accounts account = anAccount();
    for (String agent : AGENTS) {
      account.withAgent(agent, random.nextInt(5), abilities());
    }
    TeamRouting base = routing();
    return account
        .routed(
            new RoutingConfig(
                base,
                random.nextInt(3) == 0 ? null : Duration.ofSeconds(30 + random.nextInt(90)),
                random.nextInt(4) == 0 ? null : Duration.ofSeconds(random.nextInt(120)),
                random.nextBoolean() ? WhenOffline.STAY : WhenOffline.RETURN,
                random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(10))))
        .withTeam("north", routing(), "ann", "bob", "dag")
        .withTeam("south", routing(), "bob", "cho")
        .withTeam("ghosts", base)
        .withChannel(live("all").asking(needs()))
        .withChannel(live("north").forTeam("north").asking(needs()))
        .withChannel(live("south").forTeam("south").asking(needs()))
        .withChannel(live("solo").forAgent("eve"))
        .withChannel(asynchronous("mail").asking(needs()))
        .withChannel(asynchronous("mail-north").forTeam("north"))
        .withChannel(withoutPeople("faq"))
        .withChannel(live("strict").forTeam("south").closedWhenNobodyIsThere())
        .withChannel(live("expert").forTeam("north").asking(skilledNeeds()))
        .config();
  }

  private AgentAbilities abilities() {
    Map<String, Integer> skills =
        switch (random.nextInt(3)) {
          case 0 -> Map.of();
          case 1 -> Map.of("money", 1 + random.nextInt(5));
          default -> Map.of("money", 1 + random.nextInt(5), "tech", 1 + random.nextInt(5));
        };
    List<String> languages =
        switch (random.nextInt(3)) {
          case 0 -> List.of("pl");
          case 1 -> List.of("en", "pl");
          default -> List.of();
        };
    Map<String, Integer> bounds =
        random.nextInt(3) == 0 ? Map.of("all", random.nextInt(3)) : Map.of();
    return new AgentAbilities(skills, languages, bounds);
  }

  private NeedsConfig needs() {
    return random.nextInt(3) > 0
        ? NeedsConfig.NONE
        : new NeedsConfig(Map.of(), random.nextBoolean(), 1 + random.nextInt(2));
  }

  private NeedsConfig skilledNeeds() {
    return new NeedsConfig(
        Map.of("money", 1 + random.nextInt(5), "tech", 1 + random.nextInt(5)),
        random.nextBoolean(),
        1 + random.nextInt(2));
  }

  private TeamRouting routing() {
    List<WideningStep> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(
          new WideningStep(
              Duration.ofSeconds(20L + 40L * steps.size() + random.nextInt(30)),
              random.nextInt(3),
              random.nextBoolean() ? null : random.nextBoolean() ? "south" : "north",
              Then.values()[random.nextInt(3)]));
    }
    return new TeamRouting(
        Strategy.values()[random.nextInt(Strategy.values().length)],
        Duration.ofSeconds(random.nextInt(90)),
        random.nextBoolean()
            ? null
            : new Acceptance(
                Duration.ofSeconds(5 + random.nextInt(40)),
                random.nextInt(4),
                Duration.ofSeconds(5 + random.nextInt(60))),
        null,
        steps);
  }
}
