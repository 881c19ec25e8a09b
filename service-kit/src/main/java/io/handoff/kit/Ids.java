package io.handoff.kit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of records that follow from other records.
 *
 * <p>The same input gives the same id, on every machine and in every replay, so that a repeat is
 * recognisable anywhere downstream.
 */
public final class Ids {
  private Ids() {}

  /**
   * An id of 32 hexadecimal digits: the first 128 bits of SHA-256 over the parts and their lengths.
   *
   * @param kind what the id is for, such as "handoff"; keeps ids of different kinds from the same
   *     input apart
   * @param parts what it follows from
   */
  public static String derive(String kind, Object... parts) {
    MessageDigest digest = sha256();
    update(digest, kind);
    for (Object part : parts) {
      update(digest, part.toString());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((byte) (bytes.length >>> 24));
    digest.update((byte) (bytes.length >>> 16));
    digest.update((byte) (bytes.length >>> 8));
    digest.update((byte) bytes.length);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
