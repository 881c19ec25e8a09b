package io.handoff.language.trigger;

import io.handoff.language.dictionary.WordForms;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Expands a word of a trigger to the forms that customers write. Runs when settings change only.
 */
final class Morphology {
  private final String language;
  private final Optional<WordForms> dictionary;
  private final Paradigms paradigms;
  private final FunctionWords functionWords;

  private Morphology(String language) {
    this.language = language;
    this.dictionary = WordForms.of(language);
    this.paradigms = Paradigms.of(language);
    this.functionWords = FunctionWords.of(language);
  }

  static Morphology of(String language) {
    return new Morphology(language);
  }

  /** All forms with diacritics, the word among them; {@code known} says that a source had it. */
  record Expansion(Set<String> forms, boolean known) {}

  Expansion expand(String word) {
    Set<String> forms = new LinkedHashSet<>();
    if (dictionary.isPresent()) {
      Set<String> lemmas =
          functionWords.contains(word) && !functionWords.keeps(word)
              ? Set.of()
              : lemmas(dictionary.get(), word);
      for (String lemma : lemmas) {
        forms.addAll(dictionary.get().formsOf(lemma));
      }
    } else if (paradigms.hasClasses()) {
      forms.addAll(paradigms.expand(word));
    }
    boolean known = !forms.isEmpty() || functionWords.contains(word);
    forms.add(word);
    if (known) {
      paradigms.extend(forms);
    }
    addSpellings(forms);
    if (known) {
      removeFunctionWords(word, forms);
    }
    return new Expansion(forms, known);
  }

  /** A form that is a function word ("w", "une") is never evidence of a word of content. */
  private void removeFunctionWords(String word, Set<String> forms) {
    if (!functionWords.keeps(word)) {
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

  /** What a form typed without its diacritics may be taken for. */
  enum Bare {
    /** This word and no other. */
    CLEAR,
    /** Another word too: counts only where the customer writes without diacritics throughout. */
    GUARDED,
    /** A function word, or a word of a language whose writers do not drop marks: does not count. */
    REFUSED
  }

  Bare bare(String bareForm, Set<String> forms) {
    if (functionWords.contains(bareForm)) {
      return Bare.REFUSED;
    }
    boolean another =
        !forms.contains(bareForm)
            && dictionary.isPresent()
            && !dictionary.get().lemmasOf(bareForm).isEmpty();
    if (!another) {
      return Bare.CLEAR;
    }
    return language.equals("de") ? Bare.REFUSED : Bare.GUARDED;
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
