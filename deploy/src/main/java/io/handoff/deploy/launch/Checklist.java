package io.handoff.deploy.launch;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Problem.Severity;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.HandoffConfig;
import io.handoff.settings.model.MessagesConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a channel needs before it is turned on, from the problems of its settings. */
final class Checklist {
  private Checklist() {}

  /** How it stands with an item. */
  enum State {
    READY,
    /** It works without, though probably not as it was meant. */
    LOOK,
    /** The channel cannot be turned on. */
    MISSING
  }

  /** What is looked at. */
  enum Item {
    ANSWERS("who answers", ProblemCode.NOBODY_ANSWERS),
    TRIGGERS("triggers", ProblemCode.NO_TRIGGERS, ProblemCode.DUPLICATE_PHRASE),
    TARGET(
        "handoff target",
        ProblemCode.NOBODY_CAN_TAKE,
        ProblemCode.TEAM_EMPTY,
        ProblemCode.UNKNOWN_TEAM,
        ProblemCode.UNKNOWN_AGENT,
        ProblemCode.NOT_IN_TEAM),
    SKILLS("skills", ProblemCode.NOBODY_HAS_SKILLS),
    /** Whether customers are told that a person takes over. */
    INTRODUCTION("introduction"),
    MESSAGES(
        "messages",
        ProblemCode.MESSAGE_MISSING,
        ProblemCode.MESSAGE_LANGUAGE_MISSING,
        ProblemCode.NO_MESSAGES),
    HOURS("business hours", ProblemCode.NEVER_OPEN, ProblemCode.UNKNOWN_CALENDAR),
    CLOSING("auto-close", ProblemCode.RATING_WHEN_LATE, ProblemCode.CLOSES_UNANSWERED),
    /** What outside of the settings has to answer. */
    INTEGRATION("integration"),
    REST("everything else");

    private final String title;
    private final Set<ProblemCode> codes;

    Item(String title, ProblemCode... codes) {
      this.title = title;
      this.codes = Set.of(codes);
    }

    String title() {
      return title;
    }

    private boolean covers(ProblemCode code) {
      return this == REST
          ? Arrays.stream(values()).noneMatch(item -> item != REST && item.covers(code))
          : codes.contains(code);
    }
  }

  /**
   * An item with its state.
   *
   * @param found what the settings say about it, in words; empty: nothing
   * @param problems what is wrong with it, and what would be right
   * @param remarks what no check of the file can find, each with what to do
   */
  record Line(Item item, State state, String found, List<Problem> problems, List<String> remarks) {}

  /**
   * All items.
   *
   * @param parsed the file with the channel on
   */
  static List<Line> of(String channelId, ParsedSettings parsed) {
    List<Problem> concerning =
        parsed.problems().stream()
            .filter(
                problem ->
                    problem.severity() == Severity.ERROR
                        || problem.path().startsWith("channels[" + channelId + "]"))
            .filter(problem -> !isOfOtherChannel(problem, channelId))
            .toList();
    return Arrays.stream(Item.values())
        .map(
            item -> {
              List<Problem> own =
                  concerning.stream().filter(problem -> item.covers(problem.code())).toList();
              List<String> remarks =
                  parsed.settings().map(all -> remarks(item, all, channelId)).orElse(List.of());
              State state =
                  own.isEmpty()
                      ? remarks.isEmpty() ? State.READY : State.LOOK
                      : own.stream().anyMatch(p -> p.severity() == Severity.ERROR)
                          ? State.MISSING
                          : State.LOOK;
              String found =
                  parsed
                      .settings()
                      .flatMap(
                          all -> all.channel(channelId).map(one -> new Found(all, one).words(item)))
                      .orElse("");
              return new Line(item, state, found, own, remarks);
            })
        .toList();
  }

  private static List<String> remarks(Item item, AccountConfig account, String channelId) {
    return switch (item) {
      case INTRODUCTION ->
          account.channel(channelId).filter(Checklist::isWithoutIntroduction).isPresent()
              ? List.of(
                  "customers are not told that a person takes over; add messages.teamAvailable")
              : List.of();
      case INTEGRATION ->
          account.lookups().byId().isEmpty()
              ? List.of()
              : List.of(
                  "rules can ask outside systems (%s); once the channel is on, see whether they"
                          .formatted(String.join(", ", account.lookups().byId().keySet()))
                      + " answer: deploy/handoff test-handoff --channel %s --account %s"
                          .formatted(channelId, account.accountId()));
      default -> List.of();
    };
  }

  private static boolean isWithoutIntroduction(ChannelConfig channel) {
    return channel.handoff().process() == HandoffConfig.Process.LIVE
        && !channel.messages().contents().containsKey(MessagesConfig.Occasion.TEAM_AVAILABLE);
  }

  private static boolean isOfOtherChannel(Problem problem, String channelId) {
    return problem.path().startsWith("channels[")
        && !problem.path().startsWith("channels[" + channelId + "]");
  }
}
