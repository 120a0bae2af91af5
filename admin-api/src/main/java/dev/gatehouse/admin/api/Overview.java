package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.sqld.Finding;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the whole is.
 *
 * @param nodes the servers of namespaces, asked now
 * @param findings what an inspection finds, made now
 * @param reconciler knows what registry and sqld disagree about
 */
public record Overview(
    Supplier<List<NodeHealth>> nodes, Supplier<List<Finding>> findings, Reconciler reconciler) {}
