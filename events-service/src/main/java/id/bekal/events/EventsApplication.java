package id.bekal.events;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class EventsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EventsApplication.class, arguments);
    }
}
