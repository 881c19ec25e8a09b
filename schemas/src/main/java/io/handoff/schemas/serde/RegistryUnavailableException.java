package io.handoff.schemas.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry gave an answer within the configured attempts. Says nothing about the record: trying
 * again later is right, refusing the record is not. The message names the addresses (without
 * credentials) and what went wrong with each.
 */
public final class RegistryUnavailableException extends RetriableException {

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  RegistryUnavailableException(String message) {
    super(message);
  }
}
