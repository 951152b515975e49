package id.bekal.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewaySettings.Rate;
import id.bekal.gateway.StoppedTime;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.time.Duration;

class BucketsTests {

    private static final Rate RATE = Rate.of("2/1m");
    private static final int MOST = 100;

    private final StoppedTime time = new StoppedTime();
    private final Buckets<Network> buckets = new Buckets<>(MOST, RATE, RATE.per(), time);

    @Test
    void areKeptApart() throws Exception {
        assertThat(take("203.0.113.7")).isTrue();
        assertThat(take("203.0.113.7")).isTrue();
        assertThat(take("203.0.113.7")).isFalse();

        assertThat(take("203.0.113.8")).isTrue();
    }

    @Test
    void fillUpEvenly() throws Exception {
        exhaust("203.0.113.7");
        time.passes(Duration.ofSeconds(29));
        assertThat(take("203.0.113.7")).isFalse();

        time.passes(Duration.ofSeconds(1));
        assertThat(take("203.0.113.7")).isTrue();
        assertThat(take("203.0.113.7")).isFalse();
    }

    @Nested
    class UnderAFloodOfStrangers {

        @Test
        void takeNoMoreRoomThanTheyMay() throws Exception {
            flood("198.51", 1_000);

            assertThat(buckets.size()).isEqualTo(MOST);
        }

        @Test
        void forgetNobodysDebt() throws Exception {
            exhaust("203.0.113.7");

            flood("198.51", 1_000);

            assertThat(take("203.0.113.7")).isFalse();
        }

        @Test
        void giveTheFloodNoMoreThanOneBucketForAllItsNewAddresses() throws Exception {
            flood("198.51", MOST);

            int admitted = 0;
            for (int i = 0; i < 1_000; i++) {
                admitted += take("198.51.100." + i % 256) ? 1 : 0;
            }

            assertThat(admitted).as("two of the neighbourhood's").isEqualTo(2);
        }

        @Test
        void stillAdmitStrangersFromElsewhere() throws Exception {
            flood("198.51", 1_000);

            int admitted = 0;
            for (int network = 0; network < 100; network++) {
                admitted += take("203." + network + ".113.7") ? 1 : 0;
            }

            assertThat(admitted).as("of 100, unlucky ones share with the flood").isBetween(90, 100);
        }

        @Test
        void haveRoomAgainOnceItsBucketsAreFullAnyway() throws Exception {
            flood("198.51", 1_000);
            time.passes(RATE.per());

            assertThat(take("203.0.113.7")).isTrue();
            assertThat(buckets.size()).isEqualTo(1);
        }

        @Test
        void haveNoneAMomentBefore() throws Exception {
            flood("198.51", 1_000);
            time.passes(RATE.per().minusMillis(1));

            take("203.0.113.7");
            assertThat(buckets.size()).isEqualTo(MOST);
        }

        private void flood(String network, int addresses) throws Exception {
            for (int i = 0; i < addresses; i++) {
                take(network + "." + i / 256 + "." + i % 256);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "::ffff:203.0.113.7, 203.0.113.7, true",
        // one line has 2^64 of them
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false"
    })
    void countTheAddressesOfOneLineTogether(String one, String other, boolean together)
            throws Exception {
        assertThat(network(one).equals(network(other))).isEqualTo(together);
    }

    private void exhaust(String address) throws Exception {
        take(address);
        take(address);
    }

    private boolean take(String address) throws Exception {
        Network network = network(address);
        return buckets.of(network, network.neighbourhood(), RATE).tryConsume(1);
    }

    private static Network network(String address) throws Exception {
        return Network.of(InetAddress.getByName(address));
    }
}
