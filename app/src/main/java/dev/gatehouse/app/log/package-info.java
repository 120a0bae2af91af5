/** Where log lines go and what they look like. */
@NullMarked
package dev.gatehouse.app.log;

import org.jspecify.annotations.NullMarked;
