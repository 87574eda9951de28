package dev.throughline.api.webhooks;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Resolves names for connections, each time anew, and gives out only addresses that may be reached:
 * the address that was checked is the one that is connected to.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {
  private final AddressGuard guard;
  private final NameService names;

  /** Asks for the addresses of a name; blocks. */
  interface NameService {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  GuardedResolver(AddressGuard guard, NameService names) {
    this.guard = guard;
    this.names = names;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Resolver(executor).asAddressResolver();
  }

  private final class Resolver extends InetNameResolver {
    Resolver(EventExecutor executor) {
      super(executor);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      try {
        promise.setSuccess(guard.checked(host, names.addressesOf(host)));
      } catch (UnknownHostException refused) {
        promise.setFailure(refused);
      }
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      try {
        promise.setSuccess(List.of(guard.checked(host, names.addressesOf(host))));
      } catch (UnknownHostException refused) {
        promise.setFailure(refused);
      }
    }
  }
}
