package io.handoff.language.trigger;

/**
 * One trigger that an account wrote.
 *
 * @param id the account's own name for it; comes back in {@link TriggerMatch#triggerId()}
 * @param phrase a word or a phrase, as typed
 * @param language BCP-47 primary tag such as "ko" or "pl"; the account's default is filled in
 *     before
 */
public record TriggerTerm(String id, String phrase, String language) {}
