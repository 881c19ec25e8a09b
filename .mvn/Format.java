import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or mends the format of a module's sources: {@code check DIR} or {@code apply DIR}. */
public class Format {
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[1], "src");
    if (!Files.isDirectory(root)) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(
            args[0].equals("check")
                ? List.of("--dry-run", "--set-exit-if-changed")
                : List.of("--replace"));
    try (var files = Files.walk(root)) {
      files.filter(f -> f.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
    }
    if (!arguments.getLast().endsWith(".java")) {
      return;
    }
    int exit =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    if (exit != 0 && args[0].equals("check")) {
      System.err.println(
          "The files named above are not formatted. Mend them with: ./mvnw -N initialize -Dformat=apply");
    }
    System.exit(exit);
  }
}
