package id.bekal.training;

import id.bekal.platform.sealing.Sealer;
import id.bekal.platform.sealing.SealingKeys;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import tools.jackson.databind.json.JsonMapper;

@SpringBootApplication
public class TrainingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TrainingApplication.class, arguments);
    }

    /** Seals what certificates print, for certification-service alone. */
    @Bean
    Sealer sealer(@Value("${bekal.sealing.public-keys}") String keys, JsonMapper json) {
        return new Sealer(SealingKeys.read(keys, "bekal.sealing.public-keys"), json);
    }
}
