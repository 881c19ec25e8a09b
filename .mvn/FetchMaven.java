import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks Maven's distribution: {@code FetchMaven URL SHA-512 DIRECTORY}. Needs a JDK and nothing
 * else. What does not have the sum is refused, and nothing is left of it.
 */
public class FetchMaven {
  public static void main(String[] args) throws Exception {
    try {
      fetch(URI.create(args[0]), args[1], Path.of(args[2]));
    } catch (Exception e) {
      System.err.println("mvnw: " + args[0] + " cannot be used: " + e);
      System.exit(1);
    }
  }

  private static void fetch(URI from, String expected, Path target) throws Exception {
    Files.createDirectories(target.getParent());
    Path zip = Files.createTempFile(target.getParent(), "maven", ".zip");
    Path fresh = Files.createTempDirectory(target.getParent(), "maven");
    try {
      URLConnection connection = from.toURL().openConnection();
      connection.setConnectTimeout(20_000);
      connection.setReadTimeout(60_000);
      MessageDigest sum = MessageDigest.getInstance("SHA-512");
      try (InputStream in = new DigestInputStream(connection.getInputStream(), sum)) {
        Files.copy(in, zip, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!HexFormat.of().formatHex(sum.digest()).equals(expected)) {
        throw new IllegalStateException("what was downloaded does not have the expected SHA-512");
      }
      unzip(zip, fresh);
      Files.move(fresh.resolve(target.getFileName()), target);
    } finally {
      Files.deleteIfExists(zip);
      delete(fresh);
    }
  }

  private static void unzip(Path zip, Path directory) throws Exception {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
          throw new IllegalStateException("an entry leads out of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
          if (file.endsWith("bin/mvn")) {
            file.toFile().setExecutable(true);
          }
        }
      }
    }
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
