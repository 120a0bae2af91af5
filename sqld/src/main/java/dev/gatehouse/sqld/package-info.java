/** The sqld behind Gatehouse: how it is found, run, steered, asked and mistrusted. */
@NullMarked
package dev.gatehouse.sqld;

import org.jspecify.annotations.NullMarked;
