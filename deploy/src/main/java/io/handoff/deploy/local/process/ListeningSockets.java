package io.handoff.deploy.local.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from {@code /proc} where a process listens. */
public final class ListeningSockets {

  private static final String LISTENING = " 0A ";

  private ListeningSockets() {}

  /**
   * Where a process listens.
   *
   * @param address as the kernel writes it, in hexadecimal digits
   */
  public record Listener(String address, int port) {}

  /** Empty where the system does not tell. A process that is gone listens nowhere. */
  public static Optional<Set<Listener>> of(long pid) {
    if (!Files.isReadable(Path.of("/proc/self/net/tcp"))) {
      return Optional.empty();
    }
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      Map<String, Listener> listeners = new HashMap<>();
      for (String table : List.of("net/tcp", "net/tcp6")) {
        read(process.resolve(table), listeners);
      }
      listeners.keySet().retainAll(socketsOf(process));
      return Optional.of(Set.copyOf(listeners.values()));
    } catch (AccessDeniedException hidden) {
      return Optional.empty();
    } catch (IOException gone) {
      return Optional.of(Set.of());
    }
  }

  /** Whether the process listens on all these ports; true where the system does not tell. */
  static boolean cover(long pid, List<Port> ports) {
    return ports.isEmpty()
        || of(pid)
            .map(listeners -> listeners.stream().map(Listener::port).toList())
            .map(open -> ports.stream().allMatch(port -> open.contains(port.number())))
            .orElse(true);
  }

  private static void read(Path table, Map<String, Listener> listeners) throws IOException {
    if (!Files.exists(table)) { // without IPv6 there is no table of it
      return;
    }
    for (String line : Files.readAllLines(table)) {
      if (!line.contains(LISTENING)) {
        continue;
      }
      String[] fields = line.trim().split("\\s+");
      if (fields[3].equals(LISTENING.trim())) {
        int colon = fields[1].lastIndexOf(':');
        int port = Integer.parseInt(fields[1].substring(colon + 1), 16);
        listeners.put(fields[9], new Listener(fields[1].substring(0, colon), port));
      }
    }
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        try {
          String target = Files.readSymbolicLink(file).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring(8, target.length() - 1));
          }
        } catch (NoSuchFileException closedMeanwhile) {
          // A running process opens and closes files.
        }
      }
    }
    return inodes;
  }
}
