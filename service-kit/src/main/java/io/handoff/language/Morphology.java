package io.handoff.language;

import io.handoff.language.dictionary.WordForms;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Expands a word of a trigger to the forms that customers write. Runs when settings change only. */
final class Morphology {
  private final String language;
  private final Optional<WordForms> dictionary;
  private final Paradigms paradigms;

  private Morphology(String language) {
    this.language = language;
    this.dictionary = WordForms.of(language);
    this.paradigms = Paradigms.of(language);
  }

  static Morphology of(String language) {
    return new Morphology(language);
  }

  /** All forms with diacritics, the word among them; {@code known} says that a source had it. */
  record Expansion(Set<String> forms, boolean known) {}

  Expansion expand(String word) {
    Set<String> forms = new LinkedHashSet<>();
    if (dictionary.isPresent()) {
      Set<String> lemmas = lemmas(dictionary.get(), word);
      for (String lemma : lemmas) {
        forms.addAll(dictionary.get().formsOf(lemma));
      }
    } else if (paradigms.hasClasses()) {
      forms.addAll(paradigms.expand(word));
    }
    boolean known = !forms.isEmpty();
    forms.add(word);
    if (known) {
      paradigms.extend(forms);
      removeFunctionWords(word, forms);
    }
    addSpellings(forms);
    return new Expansion(forms, known);
  }

  /** A form that is a function word ("w", "une") is never evidence of a word of content. */
  private void removeFunctionWords(String word, Set<String> forms) {
    FunctionWords functionWords = FunctionWords.of(language);
    if (!functionWords.contains(word)) {
      forms.removeIf(
          form -> !form.equals(word) && (form.length() < 2 || functionWords.contains(form)));
    }
  }

  /** A dictionary form stands for itself alone; an inflected one for all words that have it. */
  private static Set<String> lemmas(WordForms dictionary, String word) {
    if (!dictionary.formsOf(word).isEmpty()) {
      return Set.of(word);
    }
    Set<String> lemmas = dictionary.lemmasOf(word);
    if (!lemmas.isEmpty()) {
      return lemmas;
    }
    Set<String> restored = new LinkedHashSet<>();
    for (String spelling : dictionary.restore(word)) {
      restored.addAll(lemmas(dictionary, spelling));
    }
    return restored;
  }

  /** Whether a form typed without its diacritics would be another word. */
  boolean isAnotherWord(String bare, Set<String> forms) {
    return !forms.contains(bare)
        && dictionary.isPresent()
        && !dictionary.get().lemmasOf(bare).isEmpty();
  }

  /** Spellings without special letters that are habits rather than mistakes: ae for ä, ss for ß. */
  private void addSpellings(Set<String> forms) {
    for (String form : Set.copyOf(forms)) {
      String spelt = form.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae");
      if (language.equals("de")) {
        forms.add(spelt);
        spelt = spelt.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
      }
      forms.add(spelt);
      if (form.indexOf('\'') >= 0) {
        forms.add(form.replace("'", ""));
      }
    }
  }
}
