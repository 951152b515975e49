package id.bekal.events.insight;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param leastPeople the smallest count of people that is told; 1 withholds none
 * @param endingWithin days before its end from which an agreement is listed as ending
 */
@ConfigurationProperties("bekal.insights")
record InsightSettings(int leastPeople, int endingWithin) {

    InsightSettings {
        if (leastPeople < 1 || endingWithin < 0) {
            throw new IllegalArgumentException(
                    "bekal.insights: least-people is 1 or more, ending-within 0 or more");
        }
    }
}
