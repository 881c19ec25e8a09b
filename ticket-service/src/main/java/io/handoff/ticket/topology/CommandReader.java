package io.handoff.ticket.topology;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.AddNote;
import io.handoff.avro.Assign;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.Classify;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.Merge;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetCustomField;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
import io.handoff.avro.TicketCommand;
import io.handoff.ticket.decision.command.Command;
import io.handoff.ticket.decision.ticket.Priority;
import io.handoff.ticket.decision.ticket.TicketStatus;

/** What people want, from Avro. */
final class CommandReader {
  private CommandReader() {}

  static Command read(TicketCommand command) {
    return new Command(
        command.getCommandId(),
        command.getTicketId(),
        HandoffMapping.read(command.getIssuedBy()),
        command.getBasedOnVersion(),
        wish(command.getPayload()));
  }

  private static Command.Wish wish(Object payload) {
    return switch (payload) {
      case Reply p ->
          new Command.Reply(
              p.getText(),
              p.getTemplateId(),
              p.getThenStatus() == null ? null : Enums.to(TicketStatus.class, p.getThenStatus()));
      case AddNote p -> new Command.AddNote(p.getText(), p.getMentions());
      case Assign p -> new Command.Assign(p.getAgentId());
      case Take _ -> new Command.Take();
      case Release _ -> new Command.Release();
      case SetStatus p -> new Command.SetStatus(Enums.to(TicketStatus.class, p.getStatus()));
      case SetPriority p -> new Command.SetPriority(Enums.to(Priority.class, p.getPriority()));
      case SetDepartment p -> new Command.SetDepartment(p.getDepartmentId(), p.getTeamId());
      case Classify p -> new Command.Classify(p.getCategory(), p.getSubCategory());
      case ChangeTags p ->
          new Command.ChangeTags(p.getScope() != TagScope.CONVERSATION, p.getAdd(), p.getRemove());
      case SetCustomField p -> new Command.SetCustomField(p.getName(), p.getValue());
      case HandBack p -> new Command.HandBack(p.getNote());
      case Snooze p -> new Command.Snooze(p.getUntil());
      case Merge p -> new Command.Merge(p.getOtherTicketId());
      case AcceptOffer p -> new Command.AcceptOffer(p.getOfferId());
      case DeclineOffer p -> new Command.DeclineOffer(p.getOfferId(), p.getNote());
      default -> new Command.NotYet("a command of this kind");
    };
  }
}
