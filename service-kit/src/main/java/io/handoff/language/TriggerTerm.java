package io.handoff.language;

/**
 * One trigger that an account wrote.
 *
 * @param id unique within the account
 * @param phrase a word or phrase as written
 * @param language BCP 47 primary tag, such as "ko"
 */
public record TriggerTerm(String id, String phrase, String language) {}
