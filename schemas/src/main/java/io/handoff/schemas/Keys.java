package io.handoff.schemas;

/**
 * How keys are written. An account id holds no slash, so that a key names one account and one thing
 * in it.
 */
public final class Keys {
  private Keys() {}

  /** Key of everything about one conversation. */
  public static String conversation(String accountId, String conversationId) {
    return accountId + "/" + conversationId;
  }

  /** Key of a ticket, a customer or another thing of an account. */
  public static String entity(String accountId, String id) {
    return accountId + "/" + id;
  }

  /** Key of one settings version; versions sort as text. */
  public static String version(String accountId, long version) {
    return "%s/%010d".formatted(accountId, version);
  }
}
