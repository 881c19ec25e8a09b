package io.handoff.kit.test;

import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.MessagePosted;
import io.handoff.avro.PersonRequested;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What platforms may send at the most, or nearly: fields at their bounds, full of characters that
 * take much room in JSON, in Avro or in both.
 */
public final class LargeRecords {

  private static final String[] CHARACTERS = {"x", "환", "\"", "\u0001", "\\", "😀"};

  private final Random random;
  private long sequence;

  /** Records that follow from a seed. */
  public LargeRecords(long seed) {
    this.random = new Random(seed);
  }

  /** A number from 0 on, below a bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Text of so many characters. */
  public String text(int length) {
    String character = CHARACTERS[random.nextInt(CHARACTERS.length)];
    return character.repeat(length / character.length());
  }

  /** A map that is as large as one may be; in three of four cases. */
  public Map<String, String> map() {
    Map<String, String> map = new HashMap<>();
    int entries = random.nextInt(4) == 0 ? random.nextInt(100) : 100;
    String value = text(2_000);
    String name = text(96);
    for (int i = 0; i < entries; i++) {
      map.put("%03d".formatted(i) + name, value);
    }
    return map;
  }

  /** A customer. */
  public Customer customer() {
    return Customer.newBuilder()
        .setCustomerId("kim" + random.nextInt(3))
        .setName(text(200))
        .setLanguage("ko")
        .setEmail(text(200))
        .setAttributes(map())
        .build();
  }

  /** The payload of a conversation's next event. */
  public Object payload() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> started(customer(), Map.of());
      case 2, 3 -> started(null, map());
      case 4 -> new AiAgentCouldNotAnswer(text(10_000), null);
      case 5 -> new PersonRequested(text(10_000));
      case 6 -> message(AuthorType.AGENT);
      case 7 ->
          random.nextInt(4) == 0
              ? new ConversationClosed(ClosedBy.CUSTOMER, text(200), text(200))
              : message(AuthorType.CUSTOMER);
      default -> message(AuthorType.CUSTOMER);
    };
  }

  private ConversationStarted started(@Nullable Customer customer, Map<String, String> fields) {
    return ConversationStarted.newBuilder()
        .setCustomer(customer)
        .setSubject(text(2_000))
        .setStoreId(text(200))
        .setTopic(text(200))
        .setFields(fields)
        .build();
  }

  private MessagePosted message(AuthorType author) {
    sequence++;
    return MessagePosted.newBuilder()
        .setMessageId(sequence + text(100))
        .setSequence(sequence)
        .setAuthor(author)
        .setAuthorId(text(200))
        .setText((random.nextBoolean() ? "환불 " : "") + text(90_000))
        .setReferences(Collections.nCopies(random.nextInt(50), text(900)))
        .build();
  }
}
