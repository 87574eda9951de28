/**
 * The gRPC server: its port, its limits, who may call, and how errors are told. Services stand with
 * their feature; a bean of type {@link io.grpc.BindableService} is served, and {@code AccessRules}
 * says who may call its methods. A method never waits: it runs on the few threads that serve all
 * calls, and answers through {@link dev.throughline.api.grpc.ReactiveCalls}.
 */
@NullMarked
package dev.throughline.api.grpc;

import org.jspecify.annotations.NullMarked;
