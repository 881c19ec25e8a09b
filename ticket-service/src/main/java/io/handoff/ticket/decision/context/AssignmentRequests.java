package io.handoff.ticket.decision.context;

import io.handoff.ticket.decision.conversation.TrackedHandoff;
import io.handoff.ticket.decision.effect.AssignmentRequest;
import io.handoff.ticket.decision.effect.Effect.RoutingAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one record asks of routing. Several wishes on a handoff become one: the last word counts,
 * and what undoes itself within the record is not asked at all. So nobody is given a conversation,
 * or greeted, by a step that the same record takes back.
 */
final class AssignmentRequests {

  private final List<RoutingAsked> asked = new ArrayList<>();

  void add(RoutingAsked ask) {
    if (ask.ask() instanceof AssignmentRequest.Assign) {
      asked.removeIf(
          earlier ->
              earlier.handoffId().equals(ask.handoffId())
                  && earlier.ask() instanceof AssignmentRequest.Assign);
    }
    asked.add(ask);
  }

  /**
   * Adds what routing does not know yet of a handoff that it has, or is asked to take up.
   *
   * @param known as routing knows it, but for what has been added
   * @param now as it is to know it
   */
  void follow(
      TrackedHandoff known, TrackedHandoff now, String ticketId, Consumer<AssignmentRequest> ask) {
    boolean moved = !known.target().equals(now.target());
    for (int i = 0; i < asked.size(); i++) {
      RoutingAsked one = asked.get(i);
      if (!one.handoffId().equals(now.handoff().handoffId())) {
        continue;
      }
      if (one.ask() instanceof AssignmentRequest.Reopened(var handoff, var _, var agentId, var _)) {
        // It is taken up where the ticket is by now.
        asked.set(
            i,
            new RoutingAsked(
                one.requestId(),
                one.handoffId(),
                new AssignmentRequest.Reopened(handoff, now.target(), agentId, now.priority())));
        if (now.asleep()) {
          ask.accept(new AssignmentRequest.Snoozed());
        }
        return;
      }
      if (moved
          && one.ask()
              instanceof AssignmentRequest.Assign(var agent, var id, var base, var by, var _)) {
        asked.set(
            i,
            new RoutingAsked(
                one.requestId(),
                one.handoffId(),
                new AssignmentRequest.Assign(agent, id, base, by, now.target())));
        moved = false;
      } else if (moved && one.ask() instanceof AssignmentRequest.Reassign(var _, var id, var by)) {
        asked.set(
            i,
            new RoutingAsked(
                one.requestId(),
                one.handoffId(),
                new AssignmentRequest.Reassign(now.target(), id, by)));
        moved = false;
      }
    }
    if (known.priority() != now.priority()) {
      ask.accept(new AssignmentRequest.PriorityChanged(now.priority()));
    }
    if (now.asleep() && !known.asleep()) {
      ask.accept(new AssignmentRequest.Snoozed());
    }
    if (moved) {
      ask.accept(new AssignmentRequest.Reassign(now.target(), ticketId, "the ticket"));
    }
    if (!now.asleep() && known.asleep()) {
      ask.accept(new AssignmentRequest.Woken());
    }
  }

  /** What is to be asked, in order. */
  List<RoutingAsked> all() {
    List<RoutingAsked> all = new ArrayList<>();
    asked.stream()
        .map(RoutingAsked::handoffId)
        .distinct()
        .forEach(
            handoffId ->
                all.addAll(
                    remaining(
                        asked.stream().filter(a -> a.handoffId().equals(handoffId)).toList())));
    return all;
  }

  private static List<RoutingAsked> remaining(List<RoutingAsked> ofHandoff) {
    List<RoutingAsked> turns = ofHandoff.stream().filter(a -> isEnd(a) || isReopening(a)).toList();
    if (turns.isEmpty()) {
      return ofHandoff;
    }
    boolean hadIt = isEnd(turns.getFirst());
    RoutingAsked last = turns.getLast();
    if (isEnd(last)) {
      return hadIt ? List.of(last) : List.of();
    }
    return ofHandoff.stream()
        .filter(a -> a == last ? !hadIt : !isEnd(a) && !isReopening(a))
        .toList();
  }

  private static boolean isEnd(RoutingAsked asked) {
    return asked.ask() instanceof AssignmentRequest.Ended;
  }

  private static boolean isReopening(RoutingAsked asked) {
    return asked.ask() instanceof AssignmentRequest.Reopened;
  }
}
