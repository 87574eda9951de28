package dev.throughline.api.approval;

import dev.throughline.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Whether the caller may take a step.
 *
 * @param code why not; absent when it is permitted
 * @param reason why not, in one sentence; absent when it is permitted
 */
record PermissionResponse(
    Step step, boolean permitted, @Nullable ErrorCode code, @Nullable String reason) {
  static PermissionResponse of(Step step, Permission permission) {
    return permission instanceof Permission.Refused refused
        ? new PermissionResponse(step, false, refused.code(), refused.reason())
        : new PermissionResponse(step, true, null, null);
  }
}
