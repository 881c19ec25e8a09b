package io.handoff.autoclose.topology;

import io.handoff.autoclose.decision.event.EventMetadata;
import io.handoff.schemas.Keys;

/** The two ids that make a key. An account id holds no slash; a conversation id may. */
record ConversationKey(String accountId, String conversationId) {

  static String of(EventMetadata metadata) {
    return Keys.conversation(metadata.accountId(), metadata.conversationId());
  }

  static ConversationKey parse(String key) {
    int slash = key.indexOf('/');
    return new ConversationKey(key.substring(0, slash), key.substring(slash + 1));
  }
}
