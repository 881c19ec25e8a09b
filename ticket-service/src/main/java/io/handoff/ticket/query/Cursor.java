package io.handoff.ticket.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list goes on: behind the ticket whose id the cursor holds. */
final class Cursor {
  private Cursor() {}

  private static final String MARK = "after:";

  static String encode(String ticketId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((MARK + ticketId).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws QueryException if it is none
   */
  static String decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(MARK)) {
        return text.substring(MARK.length());
      }
    } catch (IllegalArgumentException noBase64) {
      // told below, as for any other text
    }
    throw QueryException.badRequest("cursor is not one that this service gave");
  }
}
