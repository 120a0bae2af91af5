package dev.gatehouse.admin.api;

import dev.gatehouse.admin.load.SpoolFolder;
import java.util.Set;

/**
 * What an endpoint takes as a file instead of in memory.
 *
 * @param spool where the file is while it is needed
 * @param bytesMax how long it may be
 * @param mediaTypes what it may be
 */
record Upload(SpoolFolder spool, long bytesMax, Set<String> mediaTypes) {}
