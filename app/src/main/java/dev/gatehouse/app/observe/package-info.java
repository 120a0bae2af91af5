/** What operators and their tools see of a running Gatehouse: figures and traces. */
@NullMarked
package dev.gatehouse.app.observe;

import org.jspecify.annotations.NullMarked;
