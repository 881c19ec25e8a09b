package io.handoff.settings;

/**
 * What the readers of an account's files share.
 *
 * @param problems where they report
 * @param strictness what they make of unknown fields
 */
record Reading(Problems problems, Strictness strictness) {}
