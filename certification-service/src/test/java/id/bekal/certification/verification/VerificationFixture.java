package id.bekal.certification.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.CertificateFixture;
import id.bekal.certification.holder.HolderKey;
import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.IssuerFixture;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.link.SharingCertificates;
import id.bekal.certification.signing.Keychain;
import id.bekal.certification.signing.KeychainFixture;
import id.bekal.certification.signing.Signer;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.testing.TestKeys;

import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The service's own beans that answer strangers, over a stand-in for the store that answers at
 * once: it has the keys of one issuer and one learner, and one certificate, by every token that may
 * be one.
 */
final class VerificationFixture {

    static final PublicUrl PUBLIC_URL = new PublicUrl(URI.create("http://localhost:8080"));

    private static final Keychain KEYCHAIN = KeychainFixture.of(IssuerFixture.BLK);
    private static final Signer SIGNER = KeychainFixture.signerOf(KEYCHAIN);
    private static final Certificate CERTIFICATE = CertificateFixture.training();
    private static final Object ITSELF = new Object();

    private static final AnnotationConfigApplicationContext BEANS = beans();

    private VerificationFixture() {}

    /** The bean that the controllers have. */
    static <T> T bean(Class<T> type) {
        return BEANS.getBean(type);
    }

    /** The header of what the known issuer signs. */
    static String header() {
        return "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\",\"kid\":\"%s#%s\"}"
                .formatted(PUBLIC_URL.did(IssuerFixture.BLK), SIGNER.keyId());
    }

    /** A compact JWS of these bytes, well signed by the known issuer whatever they are. */
    static String signed(byte[] header, byte[] payload) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString(header) + '.' + base64.encodeToString(payload);
        return signed + '.' + base64.encodeToString(SIGNER.sign(signed.getBytes(US_ASCII)));
    }

    private static AnnotationConfigApplicationContext beans() {
        Clock clock = Clock.fixed(HolderKeyFixture.NOW, ZoneOffset.UTC);
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "keys", Map.of("bekal.hash-key", TestKeys.hashKey())));
        context.registerBean(MongoOperations.class, VerificationFixture::store);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MasterKeys.class, () -> HolderKeyFixture.MASTER_KEYS);
        context.registerBean(JsonMapper.class, JsonMapper::shared);
        context.registerBean(PublicUrl.class, () -> PUBLIC_URL);
        // nothing is saved, so nothing is sent
        context.registerBean(Outbox.class, () -> new Outbox("certification", clock, null, null));
        context.register(
                CheckingCredentials.class,
                VerifyingCertificates.class,
                SharingCertificates.class,
                Holders.class);
        scanForRepositories(context);
        context.refresh();
        return context;
    }

    private static void scanForRepositories(AnnotationConfigApplicationContext context) {
        var scanner = new ClassPathBeanDefinitionScanner(context, false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Aggregates.class));
        var lazily = new BeanDefinitionDefaults();
        lazily.setLazyInit(true);
        scanner.setBeanDefinitionDefaults(lazily);
        scanner.scan("id.bekal.certification");
    }

    private static MongoOperations store() {
        return (MongoOperations)
                Proxy.newProxyInstance(
                        VerificationFixture.class.getClassLoader(),
                        new Class<?>[] {MongoOperations.class},
                        (store, method, arguments) -> answer(method, arguments));
    }

    private static Object answer(Method method, Object[] arguments)
            throws InvocationTargetException, IllegalAccessException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(ITSELF, arguments);
        }
        return switch (method.getName()) {
            case "getCollectionName" -> ((Class<?>) arguments[0]).getSimpleName();
            case "execute" -> null; // indexes
            case "findById" ->
                    arguments[1] == Keychain.class && KEYCHAIN.id().value().equals(arguments[0])
                            ? KEYCHAIN
                            : null;
            case "findOne" ->
                    arguments[1] == Certificate.class ? byToken((Query) arguments[0]) : null;
            case "find" ->
                    arguments[1] == HolderKey.class
                            ? List.of(CertificateFixture.LEARNERS_KEY)
                            : List.of();
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private static Certificate byToken(Query query) {
        String token = query.getQueryObject().getString("token");
        if (token.length() != 26) {
            throw new AssertionError("not looked for like any other: " + token);
        }
        return token.startsWith("-") ? null : CERTIFICATE;
    }
}
