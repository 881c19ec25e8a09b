package io.handoff.deploy.chaos;

import io.handoff.deploy.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Another program, played by a thread: takes random ports of loopback among those that starts
 * choose from, holds each for one to two seconds and lets it go. Closing it lets go of all.
 */
final class PortThief implements AutoCloseable {

  private static final long SHORTEST = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST = Duration.ofSeconds(2).toNanos();

  private final int atOnce;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::until));

  private record Held(ServerSocket socket, long until) {}

  /**
   * @param atOnce how many ports it holds at a time
   */
  PortThief(int atOnce) {
    this.atOnce = atOnce;
    this.thread = Thread.ofPlatform().daemon().name("port-thief").start(this::run);
  }

  private void run() {
    long begin = System.nanoTime();
    try {
      do {
        long now = System.nanoTime() - begin;
        while (!held.isEmpty() && held.element().until() < now) {
          close(held.remove().socket());
        }
        take(now);
      } while (!end.await(5, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held.forEach(each -> close(each.socket()));
    }
  }

  private void take(long now) {
    while (held.size() < atOnce) {
      try {
        ServerSocket socket = new ServerSocket(Ports.any(), 1, InetAddress.getLoopbackAddress());
        long until = now + ThreadLocalRandom.current().nextLong(SHORTEST, LONGEST);
        held.add(new Held(socket, until));
      } catch (IOException taken) {
        return; // somebody was faster; the next round tries others
      }
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A port is not let go.", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join();
  }
}
