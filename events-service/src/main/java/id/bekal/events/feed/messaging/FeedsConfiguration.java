package id.bekal.events.feed.messaging;

import id.bekal.events.feed.AppendingToFeeds;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.messaging.Topics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class FeedsConfiguration {

    @Bean
    EventsToFeeds agreementsEvents(Feeds feeds, FanningOut fanningOut) {
        return new EventsToFeeds(feeds, fanningOut);
    }

    @Bean
    EventsToFeeds trainingEvents(Feeds feeds, FanningOut fanningOut) {
        return new EventsToFeeds(feeds, fanningOut);
    }

    @Bean
    EventsToFeeds certificationEvents(Feeds feeds, FanningOut fanningOut) {
        return new EventsToFeeds(feeds, fanningOut);
    }

    /** What this service says of its own: of webhooks. */
    @Bean
    EventsToFeeds eventsEvents(Feeds feeds, FanningOut fanningOut) {
        return new EventsToFeeds(feeds, fanningOut);
    }

    @Bean
    FeedRecords feedRecords(Feeds feeds, AppendingToFeeds appending) {
        return new FeedRecords(feeds, appending);
    }

    @Bean
    KafkaAdmin.NewTopics feedTopic(Topics topics) {
        return new KafkaAdmin.NewTopics(topics.kept(FeedTopic.NAME, FeedTopic.PARTITIONS));
    }
}
