package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ChangedKeys;
import dev.gatehouse.config.load.InvalidConfigException;
import dev.gatehouse.config.load.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again and takes over what can change; a bad one changes nothing. */
public final class Reload implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Reload.class);

  private final Source source;
  private final Target target;
  private final GatehouseConfig started;
  private GatehouseConfig current;

  /** Where the configuration comes from. */
  public interface Source {
    GatehouseConfig load() throws InvalidConfigException;
  }

  /** What takes it over, all of it or nothing. */
  public interface Target {
    void reload(GatehouseConfig next) throws StartException;
  }

  /**
   * What is to be done at a signal.
   *
   * @param started the configuration that the target was started with
   */
  public Reload(Source source, GatehouseConfig started, Target target) {
    this.source = source;
    this.target = target;
    this.started = started;
    this.current = started;
  }

  @Override
  public synchronized void run() {
    try {
      GatehouseConfig next = source.load();
      target.reload(next);
      var changed = ChangedKeys.between(current, next).reloadable();
      var waiting = ChangedKeys.between(started, next).needRestart();
      current = next;
      log.atInfo().addKeyValue("changed", changed).log("configuration reloaded");
      if (!waiting.isEmpty()) {
        log.atWarn().addKeyValue("keys", waiting).log("these changes need a restart");
      }
    } catch (InvalidConfigException e) {
      for (Problem problem : e.problems()) {
        log.error("configuration not reloaded: {}", problem);
      }
    } catch (StartException e) {
      log.error("configuration not reloaded: {}", e.getMessage());
    }
  }
}
