/** The command line, one file per command. */
@NullMarked
package dev.gatehouse.app.cli;

import org.jspecify.annotations.NullMarked;
