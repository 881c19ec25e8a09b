/**
 * The wish for a person, by patterns per language; and the customer's own words, without what a
 * message quotes.
 */
@NullMarked
package io.handoff.language.person;

import org.jspecify.annotations.NullMarked;
