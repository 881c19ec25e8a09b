#!/usr/bin/python3
"""A small chat platform: a customer asks for a person, agent Grace accepts the offer, answers and closes the
ticket. Prints what happened, one line each. Needs confluent-kafka and avro (Debian: python3-confluent-kafka,
python3-avro)."""
import argparse
import sys
import time
from datetime import datetime, timezone

from confluent_kafka import Consumer, Producer

from wire import Registry

AGENT = "grace"
PATIENCE = 20  # seconds


class Client:
    def __init__(self, options):
        self.account, self.conversation = options.account, options.conversation
        self.key = f"{self.account}/{self.conversation}"
        self.registry = Registry(options.registry)
        self.producer = Producer({
            "bootstrap.servers": options.bootstrap,
            "partitioner": options.partitioner,  # murmur2_random chooses as Java does; the default does not
        })
        self.actions = Consumer({
            "bootstrap.servers": options.bootstrap,
            "group.id": f"{self.account}-python",
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",  # the services write in transactions
        })
        self.carried_out = set()
        self.sequence = self.last_by_customer = self.last_by_agent = 0
        self.closed = False

    def customer_asks(self):
        self.send("agent.presence", self.account, {
            "eventId": f"{self.conversation}-presence", "accountId": self.account, "agentId": AGENT,
            "occurredAt": now(), "payload": ("PresenceChanged", {"status": "AVAILABLE"})})
        self.event("started", "ConversationStarted", {})
        self.message("m1", "CUSTOMER", "kim", "Where is my parcel?")
        self.message("m2", "AI_AGENT", None, "It is on its way.")
        self.message("m3", "CUSTOMER", "kim", "I want to talk to a person")
        say("customer: asks for a person")

    def carry_out_actions(self):
        self.actions.subscribe(["conversation.actions"])
        end = time.monotonic() + PATIENCE
        while not self.closed:
            if time.monotonic() > end:
                sys.exit('No action came; see "Refusals" in docs/platform.md')
            record = self.actions.poll(1)
            if record is None:
                continue
            if record.error():
                sys.exit(str(record.error()))
            if record.key() == self.key.encode():
                action = self.registry.decode(record.value())
                if action["actionId"] not in self.carried_out:  # an action can come twice; it is carried out once
                    self.carried_out.add(action["actionId"])
                    self.carry_out(action["actionId"], *action["payload"])

    def carry_out(self, action_id, name, what):
        event_id = f"confirms-{action_id}"  # the same when the same action is confirmed again
        if name == "PauseAiAgent":
            self.event(event_id, "AiAgentPaused", {"actionId": action_id})
            say("PauseAiAgent: paused")
        elif name == "ResumeAiAgent":
            self.event(event_id, "AiAgentResumed", {"actionId": action_id})
            say("ResumeAiAgent: resumed")
        elif name == "AssignConversation":
            self.event(event_id, "AssignmentAccepted", {"agentId": what["agentId"], "actionId": action_id})
            done = "accepts the offer" if what["offer"] else "has the conversation"
            say(f"AssignConversation: {what['agentId']} {done}")
        elif name == "SendMessage":
            agent, text = what["onBehalfOf"], what["content"]["text"]
            self.message(event_id, "AGENT" if agent else "AUTOMATIC", agent, text, action_id)
            say(f"SendMessage: {text}")
            if what["purpose"] == "team-available":
                self.agent_answers_and_closes()
        elif name == "RequestRating":
            self.message(event_id, "AUTOMATIC", None, what["content"]["text"], action_id)
            say("RequestRating: asked")
        elif name == "CloseConversation":
            self.close(event_id, action_id, what)
        # UnassignConversation has no confirmation

    def close(self, event_id, action_id, what):
        newest = self.last_by_customer
        if what["reason"] != "TICKET_CLOSED":
            newest = max(newest, self.last_by_agent)
        if newest > what["lastSequence"]:
            self.event(event_id, "CloseRefused", {"actionId": action_id, "lastSequence": newest})
            say("CloseConversation: refused")
        else:
            self.event(event_id, "ConversationClosed", {"closedBy": "SERVICE", "actionId": action_id})
            say(f"CloseConversation: closed, {what['reason']}")
            self.closed = True

    def agent_answers_and_closes(self):
        """What Grace does at her desktop."""
        self.message(f"answer-{self.sequence}", "AGENT", AGENT, "Your parcel comes today.")
        say("grace: answers")
        self.send("ticket.commands", self.key, {
            "commandId": f"{self.conversation}-close-{self.sequence}",
            "accountId": self.account, "conversationId": self.conversation,
            "issuedBy": {"type": "AGENT", "id": AGENT}, "issuedAt": now(),
            "payload": ("SetStatus", {"status": "CLOSED"})})
        say("grace: closes the ticket")

    def message(self, event_id, author, who, text, action_id=None):
        self.sequence += 1
        if author == "CUSTOMER":
            self.last_by_customer = self.sequence
        elif author == "AGENT":
            self.last_by_agent = self.sequence
        self.event(event_id, "MessagePosted", {
            "messageId": event_id, "sequence": self.sequence, "author": author, "authorId": who, "text": text,
            "actionId": action_id})

    def event(self, event_id, name, fields):
        self.send("conversation.events", self.key, {
            "eventId": f"{self.conversation}-{event_id}", "accountId": self.account, "channelId": "web",
            "conversationId": self.conversation, "occurredAt": now(), "payload": (name, fields)})

    def send(self, topic, key, value):
        self.producer.produce(topic, key=key, value=self.registry.encode(topic, value), on_delivery=delivered)
        self.producer.flush()


def delivered(error, _):
    if error:
        sys.exit(f"The broker refuses a record: {error}")


def now():
    return datetime.now(timezone.utc)


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--registry", default="http://127.0.0.1:8085/apis/ccompat/v7")
    parser.add_argument("--account", default="shop")
    parser.add_argument("--conversation", default=f"python-{time.time_ns() // 1_000_000}")
    parser.add_argument("--partitioner", default="murmur2_random", help="consistent_random shows what goes wrong")
    client = Client(parser.parse_args())
    try:
        client.customer_asks()
        client.carry_out_actions()
    finally:
        client.actions.close()  # leaves the group; else the next client waits until it is taken for dead
