/** Work on many namespaces that outlives a call and a restart. */
@NullMarked
package dev.gatehouse.admin.job;

import org.jspecify.annotations.NullMarked;
