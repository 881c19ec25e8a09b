package io.handoff.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the phrases of {@code person-requests.tsv} as whole words. */
final class PhraseDetector implements PersonRequestDetector {

  private final TriggerMatcher matcher;
  private final Map<String, TriggerTerm> terms;

  private PhraseDetector(List<TriggerTerm> terms) {
    this.matcher = TriggerMatcher.compile(terms);
    this.terms = new HashMap<>();
    terms.forEach(term -> this.terms.put(term.id(), term));
  }

  static PhraseDetector shipped() {
    List<TriggerTerm> terms = new ArrayList<>();
    try (InputStream in = PhraseDetector.class.getResourceAsStream("person-requests.tsv")) {
      if (in == null) {
        throw new IllegalStateException("person-requests.tsv is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] columns = line.split("\t", 2);
          terms.add(new TriggerTerm(Integer.toString(terms.size()), columns[1], columns[0]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PhraseDetector(terms);
  }

  @Override
  public Optional<PersonRequest> detect(String text) {
    return matcher
        .first(text)
        .map(
            match -> {
              TriggerTerm term = terms.getOrDefault(match.triggerId(), new TriggerTerm("", "", ""));
              return new PersonRequest(
                  match.start(), match.end(), match.matchedText(), term.phrase(), term.language());
            });
  }
}
