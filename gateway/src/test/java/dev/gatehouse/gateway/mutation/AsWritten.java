package dev.gatehouse.gateway.mutation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** What a lifted method would have done. */
public final class AsWritten {
  static final String SUFFIX = "AsWritten";

  private AsWritten() {}

  /** Runs the method of this object as it is written. */
  public static Object run(Object self, String method, Object... arguments) {
    Method written =
        Arrays.stream(self.getClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(method + SUFFIX))
            .findAny()
            .orElseThrow();
    try {
      written.setAccessible(true);
      return written.invoke(self, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("nothing as written: " + method, e);
    }
  }
}
