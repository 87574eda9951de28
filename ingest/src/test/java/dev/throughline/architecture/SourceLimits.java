package dev.throughline.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The hard limits of the house style, counted in the sources as the compiler parses them. */
public final class SourceLimits {
  private static final int MAX_METHOD_LINES = 60;
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_PUBLIC_TYPES = 15;

  /**
   * The model is the vocabulary of all modules: a word of the domain is a type, and dividing it
   * would only scatter the words. Reading has a reader per format, and the words of OCEL that its
   * writers share.
   */
  private static final Set<String> LARGE_BY_NATURE =
      Set.of("dev.throughline.model", "dev.throughline.ingest.read");

  private final List<String> violations = new ArrayList<>();
  private final TreeMap<String, Integer> publicTypes = new TreeMap<>();

  private SourceLimits() {}

  /** What is too long, as {@code file: what}; empty when all is well. */
  public static List<String> violations(Path sources) throws IOException {
    SourceLimits limits = new SourceLimits();
    limits.read(sources);
    limits.publicTypes.forEach(limits::checkPackage);
    return limits.violations;
  }

  private void read(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> paths = Files.walk(sources);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> javaFiles = paths.filter(path -> path.toString().endsWith(".java")).toList();
      if (javaFiles.isEmpty()) {
        throw new IllegalStateException("no sources in " + sources + ": nothing would be checked");
      }
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(javaFiles));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        check(unit, positions);
      }
    }
  }

  private void check(CompilationUnitTree unit, SourcePositions positions) throws IOException {
    String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    long fileLines = unit.getSourceFile().getCharContent(true).toString().lines().count();
    require(fileLines <= MAX_FILE_LINES, file, fileLines + " lines");
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree named && isPublic(named)) {
        publicTypes.merge(unit.getPackageName().toString(), 1, Integer::sum);
      }
    }
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        long lines = lines(unit, positions, method);
        require(lines <= MAX_METHOD_LINES, file, method.getName() + " has " + lines + " lines");
        return super.visitMethod(method, unused);
      }
    }.scan(unit, null);
  }

  private static boolean isPublic(ClassTree type) {
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
  }

  private static long lines(CompilationUnitTree unit, SourcePositions positions, Tree tree) {
    long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    long end = positions.getEndPosition(unit, tree);
    return end < 0 ? 0 : unit.getLineMap().getLineNumber(end) - first + 1;
  }

  private void checkPackage(String name, int types) {
    boolean fits = types <= MAX_PUBLIC_TYPES || LARGE_BY_NATURE.contains(name);
    require(fits, name, types + " public types");
  }

  private void require(boolean kept, String where, String what) {
    if (!kept) {
      violations.add(where + ": " + what);
    }
  }
}
