package dev.gatehouse.app.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP, by which service managers ask a process to read its configuration again. */
final class HangUp {
  private static final Logger log = LoggerFactory.getLogger(HangUp.class);

  private HangUp() {}

  /** Runs this at each signal, instead of ending. */
  static void install(Runnable reload) {
    InvocationHandler onSignal =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                reload.run();
                yield null;
              }
              case "equals" -> false;
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "SIGHUP";
            };
    try {
      // The compiler warns of the type in a way that nothing silences.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object bound =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), bound);
    } catch (ReflectiveOperationException e) {
      log.atWarn().setCause(e).log("SIGHUP does not reload here");
    }
  }
}
