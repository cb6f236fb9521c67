package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:1:2::3, 20010db800010002",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002",
    "2001:db8:1:3::3, 20010db800010003",
    "::ffff:203.0.113.7, ::ffff:203.0.113.7",
    "no:address, no:address",
  })
  void isTheNetworkOfOneSubscriber(String remote, String counted) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(remote);
    assertThat(Address.of(request)).isEqualTo(counted);
  }

  @Test
  void isNotWhatAHeaderSays() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr("203.0.113.7");
    request.addHeader("X-Forwarded-For", "198.51.100.9");
    request.addHeader("Forwarded", "for=198.51.100.9");
    assertThat(Address.of(request)).isEqualTo("203.0.113.7");
  }
}
