/** What goes into a namespace and comes out of it: dumps and SQLite files. */
@NullMarked
package dev.gatehouse.admin.load;

import org.jspecify.annotations.NullMarked;
