import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentPaused;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.AssignConversation;
import io.handoff.avro.AssignmentAccepted;
import io.handoff.avro.AuthorType;
import io.handoff.avro.CloseConversation;
import io.handoff.avro.CloseReason;
import io.handoff.avro.CloseRefused;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationAction;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PauseAiAgent;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.RequestRating;
import io.handoff.avro.ResumeAiAgent;
import io.handoff.avro.SendMessage;
import io.handoff.avro.SetStatus;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.schemas.serde.AvroDeserializer;
import io.handoff.schemas.serde.AvroSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A small chat platform, for Java 17: a customer asks for a person, agent Grace accepts the
 * offer, answers and closes the ticket. Prints what happened, one line each.
 *
 * <p>Options: {@code --bootstrap}, {@code --registry}, {@code --account}, {@code --conversation}.
 */
public final class Client {

  private static final String AGENT = "grace";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String account;
  private final String conversation;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final KafkaConsumer<String, ConversationAction> actions;
  private final Set<String> carriedOut = new HashSet<>();
  private long sequence; // of the last message
  private long lastByCustomer;
  private long lastByAgent;
  private boolean closed;

  private Client(Map<String, String> options) {
    account = options.get("--account");
    conversation = options.get("--conversation");
    Map<String, Object> connection =
        Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "schema.registry.url", options.get("--registry"));
    Map<String, Object> writing = new HashMap<>(connection);
    writing.put("key.serializer", StringSerializer.class);
    writing.put("value.serializer", AvroSerializer.class);
    producer = new KafkaProducer<>(writing); // its default partitioner is the right one
    Map<String, Object> reading = new HashMap<>(connection);
    reading.put("key.deserializer", StringDeserializer.class);
    reading.put("value.deserializer", AvroDeserializer.class);
    reading.put("group.id", account + "-java");
    reading.put("auto.offset.reset", "earliest");
    reading.put("isolation.level", "read_committed"); // the services write in transactions
    actions = new KafkaConsumer<>(reading);
  }

  /** Plays one conversation; ends with an exception if no action comes. */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("--bootstrap", "127.0.0.1:9092");
    options.put("--registry", "http://127.0.0.1:8085/apis/ccompat/v7");
    options.put("--account", "shop");
    options.put("--conversation", "java-" + System.currentTimeMillis());
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    Client client = new Client(options);
    try (client.producer;
        client.actions) {
      client.customerAsks();
      client.carryOutActions();
    }
  }

  private void customerAsks() throws Exception {
    AgentPresence.Builder presence = AgentPresence.newBuilder();
    presence.setEventId(conversation + "-presence").setAccountId(account).setAgentId(AGENT);
    presence.setOccurredAt(Instant.now());
    presence.setPayload(new PresenceChanged(PresenceStatus.AVAILABLE, null));
    send("agent.presence", account, presence.build());

    event("started", ConversationStarted.newBuilder().build());
    message("m1", AuthorType.CUSTOMER, "kim", "Where is my parcel?", null);
    message("m2", AuthorType.AI_AGENT, null, "It is on its way.", null);
    message("m3", AuthorType.CUSTOMER, "kim", "I want to talk to a person", null);
    say("customer: asks for a person");
  }

  private void carryOutActions() throws Exception {
    actions.subscribe(List.of("conversation.actions"));
    Instant end = Instant.now().plus(PATIENCE);
    while (!closed) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("No action came; see \"Refusals\" in docs/platform.md");
      }
      for (ConsumerRecord<String, ConversationAction> record : actions.poll(PATIENCE)) {
        // An action can come twice; it is carried out once.
        if (record.key().equals(key()) && carriedOut.add(record.value().getActionId())) {
          carryOut(record.value());
        }
      }
    }
  }

  private void carryOut(ConversationAction action) throws Exception {
    String id = action.getActionId();
    Object what = action.getPayload();
    String event = "confirms-" + id; // the same when the same action is confirmed again
    if (what instanceof PauseAiAgent) {
      event(event, new AiAgentPaused(null, id));
      say("PauseAiAgent: paused");
    } else if (what instanceof ResumeAiAgent) {
      event(event, new AiAgentResumed(null, id));
      say("ResumeAiAgent: resumed");
    } else if (what instanceof AssignConversation assign) {
      event(event, new AssignmentAccepted(assign.getAgentId(), id));
      String done = assign.getOffer() ? " accepts the offer" : " has the conversation";
      say("AssignConversation: " + assign.getAgentId() + done);
    } else if (what instanceof SendMessage send) {
      String agent = send.getOnBehalfOf();
      AuthorType author = agent == null ? AuthorType.AUTOMATIC : AuthorType.AGENT;
      message(event, author, agent, send.getContent().getText(), id);
      say("SendMessage: " + send.getContent().getText());
      if (send.getPurpose().equals("team-available")) {
        agentAnswersAndCloses();
      }
    } else if (what instanceof RequestRating rating) {
      message(event, AuthorType.AUTOMATIC, null, rating.getContent().getText(), id);
      say("RequestRating: asked");
    } else if (what instanceof CloseConversation close) {
      close(event, id, close);
    } // UnassignConversation has no confirmation
  }

  private void close(String event, String id, CloseConversation close) throws Exception {
    boolean ticketClosed = close.getReason() == CloseReason.TICKET_CLOSED;
    long newest = ticketClosed ? lastByCustomer : Math.max(lastByCustomer, lastByAgent);
    if (newest > close.getLastSequence()) {
      event(event, new CloseRefused(id, newest, "somebody has written"));
      say("CloseConversation: refused");
    } else {
      event(event, new ConversationClosed(ClosedBy.SERVICE, id, null));
      say("CloseConversation: closed, " + close.getReason());
      closed = true;
    }
  }

  /** What Grace does at her desktop. */
  private void agentAnswersAndCloses() throws Exception {
    message("answer-" + sequence, AuthorType.AGENT, AGENT, "Your parcel comes today.", null);
    say("grace: answers");
    TicketCommand.Builder command = TicketCommand.newBuilder();
    command.setCommandId(conversation + "-close-" + sequence).setAccountId(account);
    command.setConversationId(conversation).setIssuedAt(Instant.now());
    command.setIssuedBy(new Actor(ActorType.AGENT, AGENT));
    command.setPayload(new SetStatus(TicketStatus.CLOSED));
    send("ticket.commands", key(), command.build());
    say("grace: closes the ticket");
  }

  private void message(String id, AuthorType author, String who, String text, String actionId)
      throws Exception {
    sequence++;
    if (author == AuthorType.CUSTOMER) {
      lastByCustomer = sequence;
    } else if (author == AuthorType.AGENT) {
      lastByAgent = sequence;
    }
    event(id, new MessagePosted(id, sequence, author, who, text, List.of(), actionId));
  }

  private void event(String id, SpecificRecord payload) throws Exception {
    ConversationEvent.Builder event = ConversationEvent.newBuilder();
    event.setEventId(conversation + "-" + id).setAccountId(account).setChannelId("web");
    event.setConversationId(conversation).setOccurredAt(Instant.now()).setPayload(payload);
    send("conversation.events", key(), event.build());
  }

  private void send(String topic, String key, SpecificRecord value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get(); // fails if the broker refuses it
  }

  private String key() {
    return account + "/" + conversation;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
