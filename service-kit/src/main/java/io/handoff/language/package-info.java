/**
 * What a customer's words mean for a handoff: an account's own triggers, and the wish for a person.
 *
 * <p><b>Triggers.</b> When settings change, each trigger is expanded to all its forms ({@code
 * Morphology}: dictionaries built into {@code dictionary/*.fsa}, inflection tables in {@code
 * paradigms/*.txt}, a stemmer where neither knows the word). The forms become stems in one small
 * trie per account, with the endings shared between all accounts. When a message comes it is folded
 * once (case, width, diacritics; {@code NormalizedText}) and walked through the trie. Languages
 * that write words without spaces are searched at every character and a hit is confirmed by the
 * word's edges.
 *
 * <p><b>A person.</b> Patterns per language in {@code person/*.txt}, which a native speaker can
 * read and extend, over the same folded text, with guards against negation and a second look for
 * misspelt words.
 *
 * <p>Plain Java: no Kafka, Avro, Spring or logging. Nothing is downloaded at run time.
 */
@NullMarked
package io.handoff.language;

import org.jspecify.annotations.NullMarked;
