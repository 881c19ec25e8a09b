package io.handoff.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from {@code /proc} where a process listens. */
final class LoopbackOnly {

  private static final String LISTENING = "0A";
  private static final String IPV4 = "0100007F";
  private static final String IPV6 = "00000000000000000000000001000000";
  private static final String IPV4_IN_IPV6 = "0000000000000000FFFF00000100007F";

  private LoopbackOnly() {}

  static boolean canTell() {
    return Files.exists(Path.of("/proc/self/net/tcp"));
  }

  /** Whether an address, as {@code /proc/net/tcp} writes it, is one of this machine alone. */
  static boolean isLoopback(String addressAndPort) {
    String address = addressAndPort.substring(0, addressAndPort.indexOf(':'));
    return Set.of(IPV4, IPV6, IPV4_IN_IPV6).contains(address);
  }

  /** The addresses on which the process listens, as the kernel writes them. */
  static List<String> listeningAddresses(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> sockets = socketsOf(process);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] fields = line.trim().split("\\s+");
        if (fields[3].equals(LISTENING) && sockets.contains(fields[9])) {
          addresses.add(fields[1]);
        }
      }
    }
    return addresses;
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    }
    return inodes;
  }
}
