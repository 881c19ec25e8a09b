import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks or mends the format of all sources: {@code check DIR} or {@code apply DIR}. */
public class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    List<String> arguments =
        new ArrayList<>(
            check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    try (Stream<Path> files = Files.walk(Path.of(args[1]), 14)) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java") && file.contains("/src/"))
          .filter(file -> !file.contains("/target/"))
          .sorted()
          .forEach(arguments::add);
    }
    int exit =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    System.out.flush();
    if (exit != 0 && check) {
      System.err.println(
          "The files named above are not formatted. Mend them: ./mvnw -N validate -Dformat=apply");
    }
    System.exit(exit);
  }
}
