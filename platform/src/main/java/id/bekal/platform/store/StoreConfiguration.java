package id.bekal.platform.store;

import com.mongodb.WriteConcern;

import id.bekal.contracts.Id;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Ids as plain strings, dates by the driver's own codecs, no Java class names, writes that survive
 * a fail-over.
 */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

    @WritingConverter
    private enum IdToString implements Converter<Id, String> {
        INSTANCE;

        @Override
        public String convert(Id id) {
            return id.value();
        }
    }

    @ReadingConverter
    private enum StringToId implements ConverterFactory<String, Id> {
        INSTANCE;

        @Override
        public <T extends Id> Converter<String, T> getConverter(Class<T> type) {
            try {
                Constructor<T> constructor = type.getDeclaredConstructor(String.class);
                return value -> create(constructor, value);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is no id type", e);
            }
        }

        private static <T> T create(Constructor<T> constructor, String value) {
            try {
                return constructor.newInstance(value);
            } catch (InvocationTargetException
                    | InstantiationException
                    | IllegalAccessException e) {
                throw new IllegalStateException("unreadable id", e);
            }
        }
    }

    @Bean
    MongoCustomConversions mongoCustomConversions() {
        // native codecs: the converters of Spring Data move a LocalDate by a day between zones
        return MongoCustomConversions.create(
                conversions ->
                        conversions
                                .useNativeDriverJavaTimeCodecs()
                                .registerConverter(IdToString.INSTANCE)
                                .registerConverterFactory(StringToId.INSTANCE));
    }

    @Bean
    static BeanPostProcessor documentsWithoutClassNames() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof MappingMongoConverter converter) {
                    converter.setTypeMapper(new DefaultMongoTypeMapper(null, List.of()));
                    converter.setMapKeyDotReplacement("~");
                }
                return bean;
            }
        };
    }

    @Bean
    StoreHealthIndicator storeHealthIndicator(MongoOperations mongo) {
        return new StoreHealthIndicator(mongo);
    }

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
