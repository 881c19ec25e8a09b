package io.handoff.deploy.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** Writes tables of made-up threads; the same seed gives the same table. */
public final class Threads {
  private Threads() {}

  private static final String[] CUSTOMER = {
    "My parcel has not arrived yet",
    "The app shows an error, what can I do?",
    "Thanks, that helped",
    "Where do I find my invoice?",
    "I want to talk to a human",
    "Please connect me to an agent",
    "I would like a refund",
    "How do I change my address?"
  };
  private static final String[] AGENT = {
    "Hello, could you tell me your order number?",
    "I have looked into it for you.",
    "You find it under settings."
  };

  /** A table with so many threads of one to eight messages, minutes to days apart. */
  public static Path write(Path file, int threads, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder table =
        new StringBuilder("conv_root\ttweet_id\tauthor\trole\tcreated_at\tin_reply_to\ttext\n");
    int id = 0;
    for (int thread = 0; thread < threads; thread++) {
      Instant at = Instant.parse("2017-10-31T08:00:00Z").plusSeconds(random.nextInt(86_400));
      int messages = 1 + random.nextInt(8);
      for (int i = 0; i < messages; i++) {
        boolean agent = i > 0 && random.nextInt(5) < 2;
        String[] texts = agent ? AGENT : CUSTOMER;
        table
            .append("t" + thread)
            .append('\t')
            .append(++id)
            .append('\t')
            .append(agent ? "shop" : "c" + thread)
            .append('\t')
            .append(agent ? "agent" : "customer")
            .append('\t')
            .append(at)
            .append("\t\t")
            .append(texts[random.nextInt(texts.length)])
            .append('\n');
        at = at.plusSeconds(60L + random.nextInt(random.nextInt(10) == 0 ? 900_000 : 7_200));
      }
    }
    return Files.writeString(file, table);
  }
}
