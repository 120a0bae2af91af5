/**
 * A folder of sealed files: nobody reads, changes, cuts or swaps one without the key and goes
 * unnoticed.
 */
@NullMarked
package dev.gatehouse.admin.vault;

import org.jspecify.annotations.NullMarked;
