package id.bekal.agreements;

import id.bekal.platform.security.Caller;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class AgreementsApplication {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(AgreementsApplication.class, arguments);
    }
}
