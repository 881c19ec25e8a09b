package io.handoff.deploy.play;

import static io.handoff.deploy.play.Narrator.words;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AddNote;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.Classify;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CommandAccepted;
import io.handoff.avro.CommandRejected;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.Merge;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.Take;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketCommandResult;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts commands, their answers and the platform's tasks into words. */
final class CommandWords {
  private CommandWords() {}

  static void command(TopicReader.Read read, TicketCommand command, ConversationTimeline timeline) {
    String what =
        switch (command.getPayload()) {
          case Reply reply when reply.getTemplateId() != null ->
              "reply with the template " + reply.getTemplateId();
          case Reply reply -> "reply: " + reply.getText();
          case AddNote note -> "note: " + note.getText();
          case ChangeTags tags -> tags(tags);
          case Snooze snooze ->
              "snooze until "
                  + (snooze.getUntil() == null ? "the customer replies" : snooze.getUntil());
          case Assign assign -> "assign to " + assign.getAgentId();
          case AcceptOffer _ -> "accept the offer";
          case DeclineOffer decline ->
              "decline the offer" + (decline.getNote() == null ? "" : ": " + decline.getNote());
          case SetStatus status -> "set status " + words(status.getStatus());
          case HandBack back ->
              "hand back to the AI agent" + (back.getNote() == null ? "" : ": " + back.getNote());
          case SetPriority priority -> "set priority " + words(priority.getPriority());
          case SetDepartment move ->
              "move to"
                  + (move.getDepartmentId() == null ? "" : " department " + move.getDepartmentId())
                  + (move.getTeamId() == null ? "" : " team " + move.getTeamId());
          case Classify category ->
              "set category "
                  + category.getCategory()
                  + (category.getSubCategory() == null ? "" : ", " + category.getSubCategory());
          case SetCustomField field ->
              "set field "
                  + field.getName()
                  + (field.getValue() == null ? " to nothing" : " to " + field.getValue());
          case Take _ -> "take the ticket";
          case Release _ -> "release the ticket";
          case Merge merge ->
              "merge the ticket "
                  + ServiceWords.shortId(merge.getOtherTicketId())
                  + " into this one";
          default -> command.getPayload().getClass().getSimpleName();
        };
    String by = command.getIssuedBy().getId();
    timeline.add(
        new Entry(
            command.getIssuedAt(),
            read.appendedAt(),
            Kind.COMMAND,
            by == null ? words(command.getIssuedBy().getType()) : "agent " + by,
            what,
            Map.of("commandId", command.getCommandId())));
  }

  private static String tags(ChangeTags tags) {
    List<String> parts = new ArrayList<>();
    if (!tags.getAdd().isEmpty()) {
      parts.add("add " + String.join(", ", tags.getAdd()));
    }
    if (!tags.getRemove().isEmpty()) {
      parts.add("remove " + String.join(", ", tags.getRemove()));
    }
    return "tags of the %s: %s".formatted(words(tags.getScope()), String.join("; ", parts));
  }

  static void result(
      TopicReader.Read read, TicketCommandResult result, ConversationTimeline timeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("commandId", result.getCommandId());
    String text =
        switch (result.getPayload()) {
          case CommandAccepted accepted -> {
            fields.put("accepted", true);
            fields.put("version", accepted.getVersion());
            yield "accepted, ticket is at v" + accepted.getVersion();
          }
          case CommandRejected rejected -> {
            fields.put("accepted", false);
            fields.put("code", rejected.getCode());
            yield "rejected (" + rejected.getCode() + "): " + rejected.getMessage();
          }
          default -> "?";
        };
    timeline.add(
        new Entry(result.getOccurredAt(), read.appendedAt(), Kind.ANSWER, "ticket", text, fields));
  }

  static void action(
      TopicReader.Read read, ConversationAction action, ConversationTimeline timeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("actionId", action.getActionId());
    fields.put("service", action.getService());
    String what = action.getPayload().getClass().getSimpleName();
    fields.put("action", what);
    if (action.getPayload() instanceof SendMessage send) {
      fields.put("purpose", send.getPurpose());
    } else if (action.getPayload() instanceof CloseConversation close) {
      fields.put("reason", words(close.getReason()));
    }
    timeline.add(
        new Entry(
            action.getOccurredAt(),
            read.appendedAt(),
            Kind.ACTION,
            action.getService().replace("-service", ""),
            what,
            fields));
  }
}
