package io.handoff.language.eval;

import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages a second of one core: by the processor time of the thread, so that other work on the
 * machine counts for little. The JMH benchmark is the finer instrument.
 */
final class Throughput {
  private static final int TRIGGERS = 100;
  private static final long WARM_UP = 1_500_000_000L;
  private static final long MEASURED = 2_000_000_000L;

  private final Path data;

  Throughput(Path data) {
    this.data = data;
  }

  List<Speed> speeds() throws IOException {
    List<Speed> speeds = new ArrayList<>();
    PersonRequestDetector person = PersonRequestDetector.create();
    measure(speeds, "ko", "ko_songys_chat.tsv", 200_000, person);
    measure(speeds, "en", "banking77.tsv", 200_000, person);
    measure(speeds, "pl", "pl_wccrs_medicine_train.tsv", 100_000, person);
    return speeds;
  }

  private void measure(
      List<Speed> speeds, String language, String file, double goal, PersonRequestDetector person)
      throws IOException {
    Tsv table = Tsv.read(data.resolve(file));
    List<String> texts = table.rows().stream().map(r -> table.get(r, "text")).toList();
    if (texts.isEmpty()) {
      return;
    }
    TriggerMatcher triggers = TriggerMatcher.compile(terms(language));
    speeds.add(
        new Speed(
            language + ", " + TRIGGERS + " triggers",
            goal,
            rate(texts, text -> triggers.first(text).isPresent())));
    speeds.add(
        new Speed(
            language + ", whole decision",
            30_000,
            rate(
                texts,
                text -> triggers.first(text).isPresent() | person.detect(text).isPresent())));
  }

  /** Words that customers of such accounts use, filled up with made-up names. */
  static List<TriggerTerm> terms(String language) {
    String words =
        switch (language) {
          case "ko" -> "환불 취소 반품 교환 배송 지연 해지 불량 파손 고장 신고 민원 상담 담당자 환급 철회";
          case "pl" ->
              "zwrot reklamacja anulować faktura paczka umowa rezygnacja opóźnienie oszustwo konto"
                  + " płatność subskrypcja przesyłka zamówienie prawnik skarga";
          default ->
              "refund cancel complaint invoice parcel contract delay fraud lawyer charge return"
                  + " damage warranty delete terminate scam";
        };
    List<TriggerTerm> terms = new ArrayList<>();
    for (String word : words.split(" ")) {
      terms.add(new TriggerTerm("t" + terms.size(), word, language));
    }
    String syllables = language.equals("ko") ? "가나다라마바사아자차카타파하" : "bcdfghklmnprstvz";
    for (int i = 0; terms.size() < TRIGGERS; i++) {
      int n = syllables.length();
      String name =
          language.equals("ko")
              ? "" + syllables.charAt(i % n) + syllables.charAt(i / n % n) + "론"
              : syllables.charAt(i % n) + "o" + syllables.charAt(i / n % n) + "ira";
      terms.add(new TriggerTerm("t" + terms.size(), name, language));
    }
    return terms;
  }

  private static double rate(List<String> texts, Predicate<String> decision) {
    run(texts, decision, WARM_UP);
    return run(texts, decision, MEASURED);
  }

  private static double run(List<String> texts, Predicate<String> decision, long nanos) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    long used = 0;
    long count = 0;
    int hits = 0;
    while (used < nanos) {
      for (String text : texts) {
        hits += decision.test(text) ? 1 : 0;
      }
      count += texts.size();
      used = clock.getCurrentThreadCpuTime() - start;
    }
    return hits < 0 ? 0 : count * 1e9 / used;
  }
}
