package dev.throughline.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of("hooks.example", "127.0.0.1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.2",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2001:10::1",
        "2002:7f00:1::",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void checked_nameThatLeadsInside_isRefused(String address) throws UnknownHostException {
    InetAddress[] resolved = {InetAddress.getByName(address)};
    boolean listed = resolved[0].getHostAddress().equals("127.0.0.1");

    if (listed) {
      assertThat(guard.checked("hooks.example", resolved)).isEqualTo(resolved[0]);
    } else {
      assertThatThrownBy(() -> guard.checked("hooks.example", resolved))
          .hasMessageContaining("allowed-hosts");
    }
    assertThat(AddressGuard.isPublic(resolved[0])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "93.184.216.34",
        "100.128.0.1",
        "172.32.0.1",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void checked_publicAddress_isTaken(String address) throws UnknownHostException {
    InetAddress[] resolved = {InetAddress.getByName(address)};

    assertThat(guard.checked("hooks.example", resolved)).isEqualTo(resolved[0]);
  }

  @Test
  void checked_onePrivateAddressAmongSeveral_isRefused() throws UnknownHostException {
    InetAddress[] resolved = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};

    assertThatThrownBy(() -> guard.checked("hooks.example", resolved))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://hooks.example.evil/",
        "http://evil/?hooks.example",
        "http:///nothing"
      })
  void isListed_otherHost_isFalse(String url) {
    assertThat(guard.isListed(URI.create(url))).isFalse();
  }

  @Test
  void isListed_listedHost_inAnyCaseAndWithAnyPort() {
    assertThat(guard.isListed(URI.create("https://HOOKS.example:8443/in"))).isTrue();
    assertThat(guard.isListed(URI.create("http://127.0.0.1:9/in"))).isTrue();
    assertThatCode(
            () ->
                guard.checked("127.0.0.1", new InetAddress[] {InetAddress.getByName("127.0.0.1")}))
        .doesNotThrowAnyException();
  }
}
