/**
 * Who may come in and what they may do: local accounts with roles, sessions for pages, HTTP Basic
 * for programs. One authentication manager and one table of access rules serve REST, pages and
 * gRPC.
 */
@NullMarked
package dev.throughline.api.security;

import org.jspecify.annotations.NullMarked;
