package id.bekal.certification.competence;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Period;
import java.util.List;

/**
 * @param validity how long a certificate is valid when its body says nothing else
 * @param notices days before the end at which a notice is due, each once
 */
@ConfigurationProperties("bekal.competence")
record CompetenceSettings(Period validity, List<Integer> notices) {}
