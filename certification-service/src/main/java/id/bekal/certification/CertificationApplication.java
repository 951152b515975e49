package id.bekal.certification;

import id.bekal.platform.sealing.SealingKeys;
import id.bekal.platform.sealing.Unsealer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

import tools.jackson.databind.json.JsonMapper;

@SpringBootApplication
@ConfigurationPropertiesScan
public class CertificationApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CertificationApplication.class, arguments);
    }

    /** Opens what training sealed for this service; without a key the service does not start. */
    @Bean
    Unsealer unsealer(@Value("${bekal.sealing.private-keys}") String keys, JsonMapper json) {
        return new Unsealer(SealingKeys.read(keys, "bekal.sealing.private-keys"), json);
    }
}
