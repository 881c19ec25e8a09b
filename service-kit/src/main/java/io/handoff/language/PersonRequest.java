package io.handoff.language;

/**
 * A customer's call for a person.
 *
 * @param start start in code points of the original text, from 0
 * @param end end in code points of the original text, exclusive
 * @param matchedText the words between them, as the customer wrote them
 * @param pattern the phrase or pattern that found it
 * @param language BCP 47 primary tag of the pattern
 */
public record PersonRequest(
    int start, int end, String matchedText, String pattern, String language) {}
