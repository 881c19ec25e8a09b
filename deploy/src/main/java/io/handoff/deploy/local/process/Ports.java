package io.handoff.deploy.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports on loopback that nobody listens on. They lie below the range that systems take ports
 * for outgoing connections from: a port out of that range could be taken by a client while its
 * server is down, for instance by one that tries to reconnect, and then the server cannot come
 * back.
 *
 * <p>Nothing keeps a port until its server listens on it. Whoever starts a server on a free port
 * must be ready to start it again on another one, as {@link ServerProcess} does.
 */
public final class Ports {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 500;
  private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port that was free a moment ago. It is random among twelve thousand; in one JVM no two calls
   * return the same, so that a server that is down for a moment keeps its port.
   *
   * @throws LocalException if none is found
   */
  public static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = any();
      if (CHOSEN.add(port)) {
        if (isFree(port)) {
          return port;
        }
        CHOSEN.remove(port);
      }
    }
    throw new LocalException("No free port was found between " + LOWEST + " and " + HIGHEST + ".");
  }

  /** A random one of the ports that {@link #free} chooses from, whether free or not. */
  public static int any() {
    return ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
  }

  /**
   * Whether a server could listen there now. Asking takes the port for a moment: do not ask while a
   * process that is to have it is starting.
   */
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
