package io.handoff.settings.authoring;

/**
 * What the readers of an account's files share.
 *
 * @param problems where they report
 * @param strictness what they make of unknown fields
 */
public record Reading(Problems problems, Strictness strictness) {}
