package io.handoff.deploy.local.server;

import java.util.List;

/** JVM options for processes that share a small machine and live for minutes. */
final class JvmOptions {

  private JvmOptions() {}

  /**
   * The serial collector and the first compiler only: least memory and least processor time until
   * ready. For a load test take the defaults instead.
   */
  static List<String> small(int heapMegabytes) {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx" + heapMegabytes + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED");
  }
}
