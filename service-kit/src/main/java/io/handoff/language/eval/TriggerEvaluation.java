package io.handoff.language.eval;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures triggers and the request for a person on a folder of labelled texts.
 *
 * <p>Reads, where present: {@code ko_trigger_sentences.tsv} (trigger, label P or N, text), {@code
 * inflection_forms.tsv} (lang, lemma, form), {@code ud/xx_*.tsv} (text, then form|lemma|upos joined
 * by spaces), {@code human_intent.tsv} (lang, label, text, licence), {@code hint3_real_queries.tsv}
 * (text, human_request), {@code bitext_intents.tsv} (text, intent), and texts without any request
 * (column text). About half of each file, chosen by a hash of the text (of the lemma for forms), is
 * reported separately: it was not looked at while patterns were written.
 */
public final class TriggerEvaluation {
  /** All parts of a run. */
  public static final Set<String> SECTIONS = Set.of("ko", "forms", "ud", "person", "speed");

  private TriggerEvaluation() {}

  /** Runs everything, or the sections named. */
  public static Report run(Path data, Set<String> sections) throws IOException {
    return run(data, sections, new Errors());
  }

  private static Report run(Path data, Set<String> sections, Errors errors) throws IOException {
    List<Row> rows = new ArrayList<>(new TriggerQuality(data, errors).rows(sections));
    if (sections.contains("person")) {
      rows.addAll(new PersonQuality(data, errors).rows());
    }
    List<Speed> speeds = sections.contains("speed") ? new Throughput(data).speeds() : List.of();
    return new Report(rows, speeds);
  }

  /**
   * Arguments: the folder, then any of {@code --json}, {@code --errors} (wrong answers outside the
   * held-back part), and names of sections.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Set<String> options = new TreeSet<>(List.of(args).subList(1, args.length));
    Set<String> sections = new TreeSet<>(SECTIONS);
    sections.retainAll(options);
    Errors errors = new Errors();
    Report report = run(Path.of(args[0]), sections.isEmpty() ? SECTIONS : sections, errors);
    if (options.contains("--errors")) {
      errors.lines().forEach(out::println);
    }
    out.print(options.contains("--json") ? report.json() + "\n" : report.table());
  }
}
