package dev.gatehouse.admin.backup;

import java.time.Duration;
import java.util.Optional;

/**
 * When backups are made and how long they are kept.
 *
 * @param every how often; never by itself where it is empty
 * @param dailyMax the days of which one is kept
 * @param weeklyMax the weeks of which one is kept
 * @param parallelMax how many namespaces are read at once
 */
public record BackupPlan(Optional<Duration> every, int dailyMax, int weeklyMax, int parallelMax) {}
