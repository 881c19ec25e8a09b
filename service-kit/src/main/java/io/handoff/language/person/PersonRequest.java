package io.handoff.language.person;

/**
 * A customer's wish for a person, found in a message.
 *
 * @param start offset of the first character of the evidence, in code points of the original text
 * @param end offset after its last character, in code points
 * @param matchedText the evidence, exactly as the customer wrote it
 * @param pattern name of the pattern that found it, as in the language's pattern file
 * @param language BCP-47 primary tag of the pattern's language
 */
public record PersonRequest(
    int start, int end, String matchedText, String pattern, String language) {}
