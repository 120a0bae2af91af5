/** What is done beside the calls. */
@NullMarked
package dev.gatehouse.admin.work;

import org.jspecify.annotations.NullMarked;
