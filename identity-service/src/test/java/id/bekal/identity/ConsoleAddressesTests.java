package id.bekal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;

/** Where the console is taken back to unless something else is set. */
class ConsoleAddressesTests {

    @ParameterizedTest
    @CsvSource({"redirect-uris", "post-logout-redirect-uris"})
    void areTheGatewaysRootAndTheConsolesOwn(String setting) throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        assertThat(
                        Binder.get(environment)
                                .bind(
                                        "bekal.identity.console." + setting,
                                        Bindable.setOf(String.class))
                                .get())
                .containsExactlyInAnyOrder(
                        "http://127.0.0.1:9000/", "http://127.0.0.1:9000/console/");
    }
}
