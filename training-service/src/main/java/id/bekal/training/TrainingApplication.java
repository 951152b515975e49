package id.bekal.training;

import id.bekal.platform.accesslog.PersonalDataConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(PersonalDataConfiguration.class)
public class TrainingApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TrainingApplication.class, arguments);
    }
}
