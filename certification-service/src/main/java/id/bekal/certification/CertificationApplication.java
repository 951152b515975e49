package id.bekal.certification;

import id.bekal.platform.accesslog.PersonalDataConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@ConfigurationPropertiesScan
@Import(PersonalDataConfiguration.class)
public class CertificationApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CertificationApplication.class, arguments);
    }
}
