package io.handoff.deploy.local;

import io.handoff.deploy.local.process.Layer;
import io.handoff.deploy.local.process.ProcessSpec;
import io.handoff.deploy.local.server.HandoffHome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** How the tests start a {@link TinyService}, and talk to it. */
public final class Tiny {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Tiny() {}

  public static ProcessSpec spec(String name, Layer layer, Path folder, String... arguments) {
    return ProcessSpec.of(name, layer, command(TinyService.class, arguments), folder);
  }

  public static List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A project folder in which the given module's jar is a {@link TinyService}. */
  public static HandoffHome home(Path root, String... modules) {
    HandoffHome home = new HandoffHome(root);
    try {
      Path runtime = HandoffHome.locate().root().resolve("deploy/runtime");
      Files.createDirectories(root.resolve("deploy"));
      Files.createSymbolicLink(root.resolve("deploy/runtime"), runtime);
      for (String module : modules) {
        writeJar(home.serviceJar(module));
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String get(String url) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void writeJar(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
    String name = TinyService.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        var bytes = TinyService.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      out.write(bytes.readAllBytes());
      out.closeEntry();
    }
  }
}
