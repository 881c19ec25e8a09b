package io.handoff.language.eval;

import io.handoff.language.person.PersonRequestDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The request for a person against labelled utterances, and against texts that hold none. */
final class PersonQuality {
  private static final Set<String> OPEN = Set.of("MIT", "Apache-2.0");

  private final Path data;
  private final Errors errors;
  private final PersonRequestDetector detector = PersonRequestDetector.create();

  PersonQuality(Path data, Errors errors) {
    this.data = data;
    this.errors = errors;
  }

  List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    rows.addAll(utterances());
    rows.add(realQueries());
    rows.add(bitext());
    rows.add(alarms("banking77", "banking77.tsv", "0.5"));
    rows.add(alarms("clinc150", "clinc150.tsv", "0.5"));
    rows.add(alarms("ko chat", "ko_songys_chat.tsv", "0.5"));
    rows.add(alarms("ko reviews", "ko_nsmc.tsv", "0.5"));
    rows.add(alarms("ko 3i4k", "ko_3i4k.tsv", ""));
    rows.add(alarms("pl hotels", "pl_wccrs_hotels_train.tsv", "0.5"));
    rows.add(alarms("pl medicine", "pl_wccrs_medicine_train.tsv", "0.5"));
    rows.add(alarms("multidogo airline", "multidogo_airline.tsv", ""));
    rows.add(alarms("multidogo fastfood", "multidogo_fastfood.tsv", ""));
    rows.add(alarms("multidogo finance", "multidogo_finance.tsv", ""));
    rows.add(tweets());
    for (String language : "ar da de en id it ja kk nl sr tr zh".split(" ")) {
      rows.add(alarms("xsid " + language, "xsid/" + language + ".tsv", ""));
    }
    for (String language :
        "ar cs de en es fr hu it ja ko nl pl pt ro ru sv tr uk vi zh".split(" ")) {
      rows.add(alarms("langid " + language, "langid/" + language + ".tsv", ""));
    }
    rows.removeIf(row -> row.all().total() == 0);
    return rows;
  }

  private List<Row> utterances() throws IOException {
    Tsv table = Tsv.read(data.resolve("human_intent.tsv"));
    Row all = Row.of("asks for a person", "all licensed", "P .97 R .95");
    Row other = Row.of("asks for a person", "rest (GPL)", "");
    Map<String, Row> languages = new TreeMap<>();
    for (String[] line : table.rows()) {
      String label = table.get(line, "label");
      if (label.equals("?")) {
        continue;
      }
      String text = table.get(line, "text");
      boolean open = OPEN.contains(table.get(line, "licence"));
      boolean expected = label.equals("1");
      boolean actual = detect("utterances", text, expected);
      (open ? all : other).add(text, expected, actual);
      languages
          .computeIfAbsent(
              table.get(line, "lang"), l -> Row.of("asks for a person", "utterances " + l, ""))
          .add(text, expected, actual);
    }
    List<Row> rows = new ArrayList<>(List.of(all, other));
    rows.addAll(languages.values());
    return rows;
  }

  private Row realQueries() throws IOException {
    Tsv table = Tsv.read(data.resolve("hint3_real_queries.tsv"));
    Row row = Row.of("asks for a person", "HINT3", "R .90 at P .95");
    for (String[] line : table.rows()) {
      String label = table.get(line, "human_request");
      if (!label.equals("?")) {
        String text = table.get(line, "text");
        boolean expected = label.equals("1");
        row.add(text, expected, detect("hint3", text, expected));
      }
    }
    return row;
  }

  /** The intent "contact customer service" is a wish for a channel, not for a person: left out. */
  private Row bitext() throws IOException {
    Tsv table = Tsv.read(data.resolve("bitext_intents.tsv"));
    Row row = Row.of("asks for a person", "Bitext", "R .98");
    for (String[] line : table.rows()) {
      String intent = table.get(line, "intent");
      if (!intent.equals("contact_customer_service")) {
        String text = table.get(line, "text");
        boolean expected = intent.equals("contact_human_agent");
        row.add(text, expected, detect("bitext", text, expected));
      }
    }
    return row;
  }

  private Row alarms(String name, String file, String goal) throws IOException {
    Tsv table = Tsv.read(data.resolve(file));
    Row row = Row.of("false alarms", name, goal.isEmpty() ? "" : "<= " + goal + "/1000");
    for (String[] line : table.rows()) {
      String text = table.get(line, "text");
      row.add(text, false, detect(name, text, false));
    }
    return row;
  }

  private Row tweets() throws IOException {
    Tsv table = Tsv.read(data.resolve("twcs_sample.tsv"));
    Row row = Row.of("false alarms", "tweets of customers", "<= 2/1000");
    for (String[] line : table.rows()) {
      if (table.get(line, "role").equals("customer")) {
        String text = table.get(line, "text");
        row.add(text, false, detect("tweets", text, false));
      }
    }
    return row;
  }

  private boolean detect(String section, String text, boolean expected) {
    boolean actual = detector.detect(text).isPresent();
    errors.note(
        section,
        text,
        expected,
        actual,
        detector.detect(text).map(r -> r.language() + ":" + r.pattern()).orElse("") + "\t" + text);
    return actual;
  }
}
