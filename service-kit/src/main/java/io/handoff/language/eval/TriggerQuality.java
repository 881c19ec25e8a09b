package io.handoff.language.eval;

import io.handoff.language.trigger.TriggerMatcher;
import io.handoff.language.trigger.TriggerTerm;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Custom triggers against sentences and word forms. */
final class TriggerQuality {
  private static final Map<String, String> FORM_GOALS =
      Map.of(
          "pl", "R .99", "ko", "R .995", "ru", "R .98", "uk", "R .98", "en", "R .97", "de", "R .85",
          "cs", "R .90");
  private static final Map<String, String> UD_GOALS =
      Map.ofEntries(
          Map.entry("pl", "P .93 R .99"),
          Map.entry("en", "P .95 R .98"),
          Map.entry("de", "P .95 R .98"),
          Map.entry("ru", "P .95 R .98"),
          Map.entry("uk", "P .95 R .98"),
          Map.entry("es", "P .88 R .97"),
          Map.entry("pt", "P .88 R .97"),
          Map.entry("it", "P .88 R .97"),
          Map.entry("nl", "P .88 R .97"),
          Map.entry("cs", "F1 .90"),
          Map.entry("fr", "F1 .90"),
          Map.entry("tr", "F1 .90"));
  private static final List<String> TREEBANKS =
      List.of(
          "pl_pdb",
          "pl_lfg",
          "en_ewt",
          "de_gsd",
          "ru_gsd",
          "uk_iu",
          "es_gsd",
          "pt_gsd",
          "it_isdt",
          "nl_alpino",
          "cs_cac",
          "fr_gsd",
          "tr_boun");

  private final Path data;
  private final Errors errors;

  TriggerQuality(Path data, Errors errors) {
    this.data = data;
    this.errors = errors;
  }

  List<Row> rows(Set<String> sections) throws IOException {
    List<Row> rows = new ArrayList<>();
    if (sections.contains("ko")) {
      rows.addAll(koreanSentences());
    }
    if (sections.contains("forms")) {
      rows.addAll(forms());
    }
    if (sections.contains("ud")) {
      for (String treebank : TREEBANKS) {
        rows.addAll(sentences(treebank));
      }
    }
    return rows;
  }

  private List<Row> koreanSentences() throws IOException {
    Tsv table = Tsv.read(data.resolve("ko_trigger_sentences.tsv"));
    Row row = Row.of("trigger sentences", "ko", "P .98 R .98");
    Map<String, TriggerMatcher> matchers = new LinkedHashMap<>();
    for (String[] line : table.rows()) {
      String trigger = table.get(line, "trigger");
      String text = table.get(line, "text");
      boolean expected = table.get(line, "label").equals("P");
      boolean actual =
          matchers.computeIfAbsent(trigger, t -> matcher(t, "ko")).first(text).isPresent();
      row.add(text, expected, actual);
      errors.note("ko-sentences", text, expected, actual, trigger + "\t" + text);
    }
    return row.all().total() == 0 ? List.of() : List.of(row);
  }

  private List<Row> forms() throws IOException {
    Tsv table = Tsv.read(data.resolve("inflection_forms.tsv"));
    Map<String, Row> rows = new TreeMap<>();
    Map<String, Row> bareRows = new TreeMap<>();
    Map<String, TriggerMatcher> matchers = new LinkedHashMap<>();
    for (String[] line : table.rows()) {
      String language = table.get(line, "lang");
      String lemma = table.get(line, "lemma");
      String form = table.get(line, "form");
      TriggerMatcher matcher =
          matchers.computeIfAbsent(language + lemma, k -> matcher(lemma, language));
      boolean actual = matcher.first(form).isPresent();
      rows.computeIfAbsent(
              language, l -> Row.of("inflected forms", l, FORM_GOALS.getOrDefault(l, "")))
          .add(lemma, true, actual);
      errors.note("forms-" + language, lemma, true, actual, lemma + "\t" + form);
      if (!language.equals("ko") && !withoutMarks(form).equals(form)) {
        boolean bare = matcher.first(withoutMarks(form)).isPresent();
        bareRows
            .computeIfAbsent(
                language, l -> Row.of("typed w/o diacritics", l, l.equals("pl") ? "R .97" : ""))
            .add(lemma, true, bare);
        errors.note("bare-" + language, lemma, true, bare, lemma + "\t" + withoutMarks(form));
      }
    }
    List<Row> all = new ArrayList<>(rows.values());
    all.addAll(bareRows.values());
    return all;
  }

  /** As somebody without the right keyboard types it; й and ї are letters, not marks. */
  static String withoutMarks(String word) {
    StringBuilder bare = new StringBuilder();
    for (char c : word.toCharArray()) {
      if (c >= 0x400) {
        bare.append(c);
      } else {
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        bare.append(c == 'ł' ? 'l' : c == 'Ł' ? 'L' : parts.charAt(0));
      }
    }
    return bare.toString();
  }

  /**
   * Every content word of a treebank as a trigger, against every sentence of it: lemmas of three
   * letters or more that occur at least twice, and mostly, as a noun, verb or adjective. A match on
   * a word that the treebank gives no lemma is not judged.
   */
  private List<Row> sentences(String treebank) throws IOException {
    Tsv table = Tsv.read(data.resolve("ud").resolve(treebank + ".tsv"));
    String language = treebank.substring(0, 2);
    Row row = Row.of("UD sentences", treebank, UD_GOALS.getOrDefault(language, ""));
    List<String> texts = new ArrayList<>();
    List<Set<String>> gold = new ArrayList<>();
    List<Set<String>> unlabelled = new ArrayList<>();
    Map<String, Integer> triggers = new TreeMap<>();
    Map<String, Integer> others = new TreeMap<>();
    for (String[] line : table.rows()) {
      Set<String> lemmas = new HashSet<>();
      Set<String> without = new HashSet<>();
      for (String token : table.get(line, 1).split(" ")) {
        String[] parts = token.split("\\|");
        if (parts.length < 3) {
          continue;
        }
        if (parts[1].equals("_")) {
          without.add(parts[0]);
          continue;
        }
        String lemma = parts[1].toLowerCase(Locale.ROOT);
        lemmas.add(lemma);
        if (Set.of("NOUN", "VERB", "ADJ").contains(parts[2])
            && lemma.length() >= 3
            && lemma.chars().allMatch(Character::isLetter)) {
          triggers.merge(lemma, 1, Integer::sum);
        } else {
          others.merge(lemma, 1, Integer::sum);
        }
      }
      texts.add(table.get(line, 0));
      gold.add(lemmas);
      unlabelled.add(without);
    }
    List<TriggerTerm> terms =
        triggers.entrySet().stream()
            .filter(e -> e.getValue() >= 2 && e.getValue() > others.getOrDefault(e.getKey(), 0))
            .map(e -> new TriggerTerm(e.getKey(), e.getKey(), language))
            .toList();
    Set<String> names = new HashSet<>();
    terms.forEach(t -> names.add(t.id()));
    TriggerMatcher matcher = TriggerMatcher.compile(terms);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Map<String, String> found = new TreeMap<>();
      matcher.all(text).forEach(m -> found.put(m.triggerId(), m.matchedText()));
      Set<String> expected = gold.get(i);
      for (String lemma : expected) {
        if (names.contains(lemma)) {
          boolean hit = found.containsKey(lemma);
          row.add(text, true, hit);
          errors.note("ud-" + treebank, text, true, hit, lemma + "\t" + text);
        }
      }
      for (Map.Entry<String, String> match : found.entrySet()) {
        boolean judged = !unlabelled.get(i).contains(match.getValue());
        if (judged && !expected.contains(match.getKey())) {
          row.add(text, false, true);
          errors.note(
              "ud-" + treebank, text, false, true, match.getKey() + "\t" + match.getValue());
        }
      }
    }
    return row.all().total() == 0 ? List.of() : List.of(row);
  }

  private static TriggerMatcher matcher(String phrase, String language) {
    return TriggerMatcher.compile(List.of(new TriggerTerm("t", phrase, language)));
  }
}
