package io.handoff.deploy.local;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * What the tests start: as small as a program can be that behaves like a service. Its argument says
 * how it behaves; without one it serves its readiness and its environment, and says where.
 */
public final class TinyService {

  private TinyService() {}

  public static void main(String[] arguments) throws Exception {
    String behaviour = arguments.length == 0 ? "serve" : arguments[0];
    switch (behaviour) {
      case "die" -> {
        for (int line = 1; line <= 40; line++) {
          System.out.println("line " + line);
        }
        System.exit(7);
      }
      case "wait" -> new CountDownLatch(1).await();
      case "stubborn" -> {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
        System.out.println("started");
        never.await();
      }
      default -> serve();
    }
  }

  private static void serve() throws Exception {
    int port = Integer.parseInt(System.getenv("SERVER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String name = path.substring(path.lastIndexOf('/') + 1);
          String answer = name.equals("readiness") ? "UP" : String.valueOf(System.getenv(name));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }
}
