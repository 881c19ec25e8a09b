package io.handoff.trigger.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The customer of a conversation.
 *
 * @param customerId id on the platform
 * @param name to address the customer by; null: unknown
 * @param language BCP 47 tag; null: unknown
 * @param email address; null: unknown
 * @param attributes free attributes
 */
public record CustomerInfo(
    String customerId,
    @Nullable String name,
    @Nullable String language,
    @Nullable String email,
    Map<String, String> attributes) {}
