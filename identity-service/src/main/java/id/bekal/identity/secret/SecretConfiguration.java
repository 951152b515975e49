package id.bekal.identity.secret;

import id.bekal.identity.IdentitySettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecretConfiguration.class);

    @Bean
    MasterKeys masterKeys(IdentitySettings settings) {
        String keys = settings.masterKeys();
        if (StringUtils.hasText(keys)) {
            return MasterKeys.read(keys);
        }
        log.warn(
                "bekal.identity.master-keys is not set: sealing with a key made now. Accounts and"
                        + " signing keys cannot be read by another process, nor after a restart; set"
                        + " BEKAL_IDENTITY_MASTER_KEYS for anything but trying out.");
        return MasterKeys.generated();
    }
}
