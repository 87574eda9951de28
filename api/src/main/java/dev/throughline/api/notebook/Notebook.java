package dev.throughline.api.notebook;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a notebook's cells ask of the kernel that runs them, whichever that is. */
public final class Notebook {
  /*
   * The kernel's jar is on the class path of a notebook only, so its one method is looked up by name. Cells stay plain Java:
   * they also run in JShell, as the tests run them. It knows no type of its own for SVG, which HTML may hold.
   */
  private static final String KERNEL = "org.rapaio.jupyter.kernel.global.Global";
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

  /** Shows an SVG picture below the cell; where there is no kernel that can, prints its title. */
  public static void show(String svg) {
    try {
      Class.forName(KERNEL)
          .getMethod("display", String.class, Object.class)
          .invoke(null, "text/html", svg);
    } catch (ClassNotFoundException noKernel) {
      System.out.println("[picture: " + title(svg) + "]");
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unlike) {
      throw new IllegalStateException("this version of the kernel shows no pictures", unlike);
    }
  }

  private static String title(String svg) {
    Matcher title = TITLE.matcher(svg);
    return title.find() ? title.group(1) : "untitled";
  }

  /**
   * Prints one line, numbers in the same way everywhere; unlike {@code System.out.printf} it leaves
   * no value for the kernel to show.
   *
   * @param format as {@link String#format} takes it
   */
  public static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  /**
   * Ends the run of the notebook when something is not as its text says.
   *
   * @throws IllegalStateException when it is not
   */
  public static void check(boolean asSaid, String what) {
    if (!asSaid) {
      throw new IllegalStateException("not as this notebook says: " + what);
    }
  }

  private Notebook() {}
}
