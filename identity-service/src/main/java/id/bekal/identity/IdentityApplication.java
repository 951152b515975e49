package id.bekal.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the provider; it fails at once, with what to do, when clients or keys are unusable. */
// accounts are not the framework's users: without the exclusion Boot makes one up and prints its
// password
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(IdentityApplication.class, arguments);
    }
}
