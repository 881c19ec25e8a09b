package io.handoff.deploy.command;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar and gives its classes the form of Java 8, where they are older. An ahead-of-time
 * cache keeps no older ones, and the JVM takes longer to check them. What they do stays the same.
 */
final class NewerClasses {
  private NewerClasses() {}

  /** From one jar to another. */
  public static void main(String[] arguments) throws IOException {
    ClassFile format =
        ClassFile.of(ConstantPoolSharingOption.NEW_POOL, StackMapsOption.GENERATE_STACK_MAPS);
    try (JarFile from = new JarFile(arguments[0]);
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      for (JarEntry entry : Collections.list(from.entries())) {
        byte[] content = from.getInputStream(entry).readAllBytes();
        to.putNextEntry(new JarEntry(entry.getName()));
        to.write(entry.getName().endsWith(".class") ? newer(format, content) : content);
      }
    }
  }

  private static byte[] newer(ClassFile format, byte[] content) {
    ClassModel old = format.parse(content);
    if (old.majorVersion() >= ClassFile.JAVA_8_VERSION) {
      return content;
    }
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Code is written anew only where it passes through a transformation, even one that does
    // nothing.
    ClassTransform code = ClassTransform.transformingMethodBodies((body, part) -> body.with(part));
    return format.transformClass(old, version.andThen(code));
  }
}
