package io.handoff.ticket.query;

/** A question that cannot be answered; becomes a problem by RFC 9457. */
public final class QueryException extends RuntimeException {

  private final int status;
  private final String code;

  private QueryException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** 400: the question is wrong. */
  public static QueryException badRequest(String message) {
    return new QueryException(400, "bad-request", message);
  }

  static QueryException unknownTicket(String account, String ticketId) {
    return new QueryException(
        404, "unknown-ticket", "account " + account + " has no ticket " + ticketId);
  }

  /** 503: ask again in a moment. */
  static QueryException unavailable(String message) {
    return new QueryException(503, "unavailable", message);
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable code, such as {@code unknown-ticket}. */
  public String code() {
    return code;
  }
}
