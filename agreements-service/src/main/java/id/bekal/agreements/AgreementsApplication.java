package id.bekal.agreements;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class AgreementsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AgreementsApplication.class, arguments);
    }
}
