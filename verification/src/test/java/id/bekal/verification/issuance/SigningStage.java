package id.bekal.verification.issuance;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.platform.web.NewIds;
import id.bekal.verification.measured.Figures;
import id.bekal.verification.measured.Options;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The service's own signing beside the JDK's, by one thread, and its building of credentials beside
 * it. The classes are those of the service's jar; they are not meant to be called from here, so
 * they are reached by reflection, through handles that the compiler sees through.
 */
final class SigningStage {

    private static final String PACKAGE = "id.bekal.certification.";
    private static final MethodHandle SIGN = handle("signing.Ed25519", "sign");
    private static final MethodHandle BUILD = handle("credential.AchievementCredential", "of");
    private static final MethodHandle JWS = handle("signing.Jws", "sign");
    private static final MethodHandle CERTIFICATE = handle("certificate.Certificate", "issued");

    private static final java.time.LocalDate COMPLETED_ON = java.time.LocalDate.of(2026, 11, 20);

    private SigningStage() {}

    private interface Stage {
        /** Does it once; anything that depends on the result. */
        int once(int number) throws Throwable;
    }

    /** Arguments: a file of payloads, rounds, milliseconds a run. */
    public static void main(String[] arguments) throws Throwable {
        Locale.setDefault(Locale.ROOT);
        Options.quiet();
        List<byte[]> payloads =
                Files.readAllLines(Path.of(arguments[0])).stream()
                        .map(line -> line.getBytes(StandardCharsets.US_ASCII))
                        .toList();
        int rounds = Integer.parseInt(arguments[1]);
        long nanos = Long.parseLong(arguments[2]) * 1_000_000;

        KeyPair pair = (KeyPair) handle("signing.Ed25519", "newPair").invoke();
        PrivateKey key = pair.getPrivate();
        PrivateKey same =
                KeyFactory.getInstance("Ed25519", "SunEC")
                        .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        Object provider = type("signing.Ed25519").getMethod("provider").invoke(null);
        if (!Arrays.equals(
                (byte[]) SIGN.invoke(key, payloads.getFirst()), jdk(same, payloads.getFirst()))) {
            throw new IllegalStateException("the two sign differently");
        }
        Stage ours = i -> ((byte[]) SIGN.invoke(key, payloads.get(i % payloads.size())))[0];
        Stage jdks = i -> jdk(same, payloads.get(i % payloads.size()))[0];
        Stage building = building(key);

        List<Stage> stages = List.of(ours, jdks, building);
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            for (Stage stage : stages) {
                perSecond(stage, nanos);
            }
        }
        List<List<Double>> rates = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // A B C C B A
            double[] sums = new double[3];
            for (int i : new int[] {0, 1, 2, 2, 1, 0}) {
                double rate = perSecond(stages.get(i), nanos);
                rates.get(i).add(rate);
                sums[i] += rate;
            }
            ratios.add(sums[0] / sums[1]);
        }
        System.out.printf(
                "signing alone, one thread, payloads of %d bytes (mean), %d rounds, load average"
                        + " %s%n",
                (int) payloads.stream().mapToInt(p -> p.length).average().orElseThrow(),
                rounds,
                Figures.load());
        System.out.printf(
                "signatures/s, the service's (%s)          %s%n",
                provider, new Figures(rates.get(0)).text(0));
        System.out.printf(
                "signatures/s, the JDK's (SunEC)             %s%n",
                new Figures(rates.get(1)).text(0));
        System.out.printf(
                "credentials built and signed/s              %s%n",
                new Figures(rates.get(2)).text(0));
        var ratio = new Figures(ratios);
        System.out.printf(
                "signatures/s, the service's / the JDK's     %s; at least 20 is the goal: %s%n",
                ratio.text(1), ratio.median() >= 20 ? "met" : "missed");
        System.exit(0);
    }

    private static byte[] jdk(PrivateKey key, byte[] payload) throws Exception {
        Signature signature = Signature.getInstance("Ed25519", "SunEC");
        signature.initSign(key);
        signature.update(payload);
        return signature.sign();
    }

    private static volatile int sink;

    private static double perSecond(Stage stage, long nanos) throws Throwable {
        int sum = 0;
        int count = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            sum += stage.once(count++);
        }
        sink += sum;
        return count * 1e9 / (System.nanoTime() - begin);
    }

    /** A certificate with two units, as a class of the benchmark gives it. */
    private static Stage building(PrivateKey key) throws Throwable {
        var issuer = new InstitutionId("blk-" + "0".repeat(8));
        Object publicUrl = created("issuer.PublicUrl", URI.create("http://localhost:8080"));
        Object signer = created("signing.Signer", issuer, "key-1", key);
        Object letterhead = created("issuer.Letterhead", "UPT BLK " + issuer, "Kota Madiun", "B1");
        Object place = created("certificate.StatusEntry", issuer + "-1", 4711);
        Object achievement =
                created(
                        "certificate.Achievement",
                        CertificateKind.TRAINING,
                        new ProgramId(NewIds.random()),
                        new LearnerId(NewIds.random()),
                        null,
                        title("Juru Las SMAW", "SMAW Welder"),
                        "Las",
                        160,
                        List.of(
                                created(
                                        "certificate.CertifiedUnit",
                                        "C.24LAS01.028.1",
                                        title("Mengelas SMAW", "SMAW welding"),
                                        100,
                                        AssessmentResult.K),
                                created(
                                        "certificate.CertifiedUnit",
                                        null,
                                        title("Menerapkan K3", null),
                                        60,
                                        AssessmentResult.K)));
        Object certificate =
                CERTIFICATE.invoke(
                        achievement,
                        null,
                        issuer,
                        letterhead,
                        "00001/B1/2026",
                        COMPLETED_ON,
                        Instant.EPOCH);
        return i ->
                ((String)
                                JWS.invoke(
                                        signer,
                                        publicUrl,
                                        (Map<?, ?>)
                                                BUILD.invoke(
                                                        certificate,
                                                        "Sulastri ke-" + i,
                                                        place,
                                                        publicUrl)))
                        .length();
    }

    private static Object title(
            String indonesian, @org.jspecify.annotations.Nullable String english) throws Throwable {
        return created("certificate.Title", indonesian, english);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle handle(String type, String name) {
        try {
            for (Method method : type(type).getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    return MethodHandles.lookup().unreflect(method);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("no " + type + '.' + name);
    }

    private static Object created(
            String type, @org.jspecify.annotations.Nullable Object... arguments) throws Throwable {
        for (Constructor<?> constructor : type(type).getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                constructor.setAccessible(true);
                return constructor.newInstance(arguments);
            }
        }
        throw new IllegalStateException("no such constructor of " + type);
    }
}
