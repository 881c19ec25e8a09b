package io.handoff.language;

import io.handoff.language.dictionary.WordForms;
import io.handoff.language.person.PersonRequestDetector;
import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Time of one decision by number of triggers and of other accounts, and memory an account. Run with
 * {@code ./mvnw -q -Dquick -DskipTests -Planguage-benchmark -pl service-kit -am package}; {@code
 * -Dlanguage.benchmark=memory} prints memory and processor time instead of JMH's table.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LanguageBenchmark {
  private static final List<String> STEMS =
      List.of(
          "zwrot",
          "umowa",
          "faktura",
          "paczka",
          "konto",
          "rezygnacja",
          "anulować",
          "zamówienie",
          "skarga",
          "opóźnienie",
          "reklamacja",
          "sąd",
          "prawnik",
          "płatność",
          "rata",
          "kredyt",
          "dostawa",
          "kurier",
          "sklep",
          "rabat",
          "cena",
          "błąd",
          "hasło",
          "numer",
          "adres",
          "bilet");
  private static final List<String> MESSAGES =
      List.of(
          "Dzień dobry, zamówiłam w zeszłym tygodniu buty i do dziś ich nie ma",
          "czy mogę zmienić adres dostawy jeżeli paczka jest już w drodze?",
          "nie działa mi logowanie w aplikacji",
          "ok dzięki",
          "Witam, chciałbym się dowiedzieć kiedy będzie dostępny rozmiar 42 tego modelu w kolorze"
              + " czarnym, bo czekam już od miesiąca a nikt nie odpisuje na maile");

  /** Triggers of the account that is asked. */
  @Param({"10", "100", "1000"})
  public int triggers;

  /** Accounts that are held in memory besides. */
  @Param({"1", "1000", "10000"})
  public int accounts;

  private final List<TriggerMatcher> matchers = new ArrayList<>();
  private final PersonRequestDetector person = PersonRequestDetector.create();
  private int turn;

  /** Compiles the accounts; the others have two triggers each. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < accounts; i++) {
      matchers.add(TriggerMatcher.compile(terms(i == 0 ? triggers : 2, random)));
    }
  }

  /** The triggers of one account against a message. */
  @Benchmark
  public boolean triggers() {
    return matchers.get(0).first(next()).isPresent();
  }

  /** Triggers of any account in turn, and the request for a person. */
  @Benchmark
  public boolean wholeDecision() {
    String text = next();
    return matchers.get(turn % accounts).first(text).isPresent() | person.detect(text).isPresent();
  }

  /** A change of settings. */
  @Benchmark
  public Object compile() {
    return TriggerMatcher.compile(terms(triggers, new Random(turn++)));
  }

  private String next() {
    turn = turn == Integer.MAX_VALUE ? 0 : turn + 1;
    return MESSAGES.get(turn % MESSAGES.size());
  }

  /** Words of the Polish dictionary: the language with the most forms. */
  static List<TriggerTerm> terms(int number, Random random) {
    WordForms dictionary = WordForms.of("pl").orElseThrow();
    List<TriggerTerm> terms = new ArrayList<>();
    while (terms.size() < number) {
      String stem = STEMS.get(random.nextInt(STEMS.size()));
      List<String> forms = List.copyOf(dictionary.formsOf(stem));
      String form = forms.get(random.nextInt(forms.size()));
      Set<String> restored = dictionary.lemmasOf(form);
      String word = restored.iterator().next();
      String phrase =
          number > STEMS.size() ? word + " " + STEMS.get(random.nextInt(STEMS.size())) : word;
      terms.add(new TriggerTerm("t" + terms.size(), phrase, "pl"));
    }
    return terms;
  }

  /** Runs the benchmark, or with the argument "memory" prints heap an account. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("memory")) {
      for (int triggers : new int[] {10, 100, 1000}) {
        memory(triggers, Math.max(100, 10_000 / triggers));
      }
      for (int triggers : new int[] {10, 100, 1000}) {
        for (int accounts : new int[] {1, 1000, 10_000}) {
          processorTime(triggers, accounts);
        }
      }
      return;
    }
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions())
                .resultFormat(ResultFormatType.JSON)
                .result("target/language-benchmark.json")
                .include(LanguageBenchmark.class.getSimpleName())
                .jvmArgsAppend("-Xmx2g", "-XX:+UseSerialGC")
                .build())
        .run();
  }

  /** As the benchmark, but in processor time, which a busy machine changes less. */
  private static void processorTime(int triggers, int accounts) {
    LanguageBenchmark benchmark = new LanguageBenchmark();
    benchmark.triggers = triggers;
    benchmark.accounts = accounts;
    benchmark.setUp();
    int rounds = 200_000;
    long nanos = 0;
    long both = 0;
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    for (int pass = 0; pass < 3; pass++) {
      long start = clock.getCurrentThreadCpuTime();
      for (int i = 0; i < rounds; i++) {
        benchmark.triggers();
      }
      long between = clock.getCurrentThreadCpuTime();
      for (int i = 0; i < rounds; i++) {
        benchmark.wholeDecision();
      }
      nanos = between - start;
      both = clock.getCurrentThreadCpuTime() - between;
    }
    System.out.printf(
        "%d triggers, %d accounts: %,d ns a message, %,d ns with the request for a person%n",
        triggers, accounts, nanos / rounds, both / rounds);
  }

  private static void memory(int triggers, int accounts) {
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      TriggerMatcher.compile(terms(triggers, random));
    }
    long before = used();
    List<Object> held = new ArrayList<>();
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    for (int i = 0; i < accounts; i++) {
      held.add(TriggerMatcher.compile(terms(triggers, random)));
    }
    long millis = (clock.getCurrentThreadCpuTime() - start) / 1_000_000;
    System.out.printf(
        "%d accounts of %d triggers: %,d bytes an account, %.1f ms to compile one%n",
        held.size(), triggers, (used() - before) / accounts, (double) millis / accounts);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
