package io.handoff.deploy.launch;

import io.handoff.settings.Problem;
import io.handoff.settings.Problem.Severity;
import io.handoff.settings.ProblemCode;
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
    MESSAGES("messages", ProblemCode.MESSAGE_MISSING, ProblemCode.MESSAGE_LANGUAGE_MISSING),
    HOURS("business hours", ProblemCode.NEVER_OPEN, ProblemCode.UNKNOWN_CALENDAR),
    CLOSING("auto-close", ProblemCode.RATING_WHEN_LATE, ProblemCode.CLOSES_UNANSWERED),
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
   * @param problems what is wrong with it, and what would be right
   */
  record Line(Item item, State state, List<Problem> problems) {}

  /**
   * All items.
   *
   * @param problems of the file with the channel on
   */
  static List<Line> of(String channelId, List<Problem> problems) {
    List<Problem> concerning =
        problems.stream()
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
              State state =
                  own.isEmpty()
                      ? State.READY
                      : own.stream().anyMatch(p -> p.severity() == Severity.ERROR)
                          ? State.MISSING
                          : State.LOOK;
              return new Line(item, state, own);
            })
        .toList();
  }

  private static boolean isOfOtherChannel(Problem problem, String channelId) {
    return problem.path().startsWith("channels[")
        && !problem.path().startsWith("channels[" + channelId + "]");
  }
}
