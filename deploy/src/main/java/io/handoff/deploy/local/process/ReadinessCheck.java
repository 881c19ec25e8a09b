package io.handoff.deploy.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Says whether a process is ready to be used. Asked again and again, a few times a second. */
@FunctionalInterface
public interface ReadinessCheck {

  /**
   * Whether it is ready now. An exception counts as "not yet"; the last one is the cause of the
   * failure if the time runs out.
   */
  boolean isReady() throws Exception;

  /**
   * Ready when a connection to the port of loopback is accepted within half a second. Another
   * program that has the port may never accept one.
   */
  static ReadinessCheck accepts(int port) {
    return () -> {
      try (Socket connection = new Socket()) {
        connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return connection.isConnected();
      }
    };
  }

  /** Ready when a GET of the address answers 200 within two seconds. */
  static ReadinessCheck httpOk(String url) {
    return () -> {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(2_000);
      connection.setUseCaches(false);
      try {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw new IOException("GET " + url + " answered " + status);
        }
        return true;
      } finally {
        connection.disconnect();
      }
    };
  }
}
