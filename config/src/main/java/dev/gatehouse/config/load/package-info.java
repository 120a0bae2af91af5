/** From a YAML file and the environment to a configuration, or to a list of problems. */
@NullMarked
package dev.gatehouse.config.load;

import org.jspecify.annotations.NullMarked;
