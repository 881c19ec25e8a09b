package io.handoff.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassesTest {

  @TempDir private Path folder;

  @Test
  void shouldKeepTheParserOfCommandLinesAsItIsButForItsForm() throws Exception {
    URI library = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path newer = folder.resolve("newer.jar");
    NewerClasses.main(new String[] {Path.of(library).toString(), newer.toString()});

    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {newer.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      try (var type = loader.getResourceAsStream("picocli/CommandLine.class")) {
        assertThat(type).isNotNull();
        assertThat(ClassFile.of().parse(type.readAllBytes()).majorVersion())
            .isEqualTo(ClassFile.JAVA_8_VERSION);
      }
      // Loading it verifies it.
      Class<?> command = Class.forName("picocli.AutoComplete$GenerateCompletion", true, loader);
      Object made = command.getConstructor().newInstance();
      Class<?> commandLine = loader.loadClass("picocli.CommandLine");
      Object parser = commandLine.getConstructor(Object.class).newInstance(made);

      assertThat(commandLine.getMethod("getUsageMessage").invoke(parser))
          .isEqualTo(
              new CommandLine(new picocli.AutoComplete.GenerateCompletion()).getUsageMessage());
    }
  }
}
