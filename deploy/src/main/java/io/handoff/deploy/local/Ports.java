package io.handoff.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports on loopback that nobody listens on. They lie below the range that systems take ports
 * for outgoing connections from: a port out of that range could be taken by a client while its
 * server is down, for instance by one that tries to reconnect, and then the server cannot come
 * back.
 */
public final class Ports {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 500;

  private Ports() {}

  /**
   * A port that was free a moment ago. Two calls seldom return the same: the choice is random among
   * twelve thousand.
   *
   * @throws LocalException if none is found
   */
  public static int free() {
    Random random = ThreadLocalRandom.current();
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new LocalException("No free port was found between " + LOWEST + " and " + HIGHEST + ".");
  }

  /**
   * The port itself if it is not zero, else a free one.
   *
   * @throws LocalException if a port that was asked for is taken
   */
  static int resolve(int wanted, String forWhat) {
    if (wanted == 0) {
      return free();
    }
    if (!isFree(wanted)) {
      throw new LocalException(
          "Port " + wanted + " (for " + forWhat + ") is in use: stop what listens there.");
    }
    return wanted;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
