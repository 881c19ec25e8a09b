/**
 * Which forms a word has, and which words a form belongs to: compact automata, one pair a language,
 * built from the dictionaries that {@code LICENCES.md} names while this module is built.
 */
@NullMarked
package io.handoff.language.dictionary;

import org.jspecify.annotations.NullMarked;
