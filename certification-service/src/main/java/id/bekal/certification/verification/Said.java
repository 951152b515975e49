package id.bekal.certification.verification;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Naming;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a credential says, and beside it what a certificate does; what it does not say is null.
 *
 * @param hours JP of 45 minutes
 */
public record Said(
        @Nullable String holder,
        @Nullable String number,
        @Nullable String title,
        @Nullable String field,
        @Nullable Integer hours,
        @Nullable String issuer,
        @Nullable String city,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        List<Unit> units) {

    /** A unit with its titles in both languages, and its result. */
    public record Unit(@Nullable String title, int hours, @Nullable String result) {}

    /** Days begin in western Indonesia, as in the credential. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    static Said by(JsonNode credential) {
        JsonNode subject = credential.path("credentialSubject");
        JsonNode achievement = subject.path("achievement");
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < achievement.path("resultDescription").size(); i++) {
            JsonNode unit = achievement.path("resultDescription").path(i);
            units.add(
                    new Unit(
                            text(unit.path("name")),
                            unit.path("trainingHours").asInt(0),
                            text(subject.path("result").path(i).path("value"))));
        }
        JsonNode hours = achievement.path("trainingHours");
        return new Said(
                text(subject.path("identifier").path(0).path("identityHash")),
                text(subject.path("licenseNumber")),
                text(achievement.path("name")),
                text(achievement.path("fieldOfStudy")),
                hours.isInt() ? hours.intValue() : null,
                text(credential.path("issuer").path("name")),
                text(credential.path("issuer").path("address").path("addressLocality")),
                day(credential.path("validFrom"), 0),
                day(credential.path("validUntil"), 1),
                List.copyOf(units));
    }

    static Said by(Certificate certificate, Naming naming) {
        return new Said(
                naming instanceof Naming.Named(Holder holder) ? holder.name() : null,
                certificate.number(),
                certificate.title().indonesian(),
                certificate.field(),
                certificate.hours(),
                certificate.issuerName(),
                certificate.issuerCity(),
                certificate.issuedOn(),
                certificate.validUntil(),
                certificate.units().stream()
                        .map(
                                unit ->
                                        new Unit(
                                                bilingual(unit.title()),
                                                unit.hours(),
                                                unit.result().name()))
                        .toList());
    }

    /** Names of what is not the same in both. A holder who was erased here differs from nobody. */
    List<String> differencesFrom(Said held) {
        List<String> differences = new ArrayList<>();
        if (held.holder != null) {
            compare("holder", holder, held.holder, differences);
        }
        compare("number", number, held.number, differences);
        compare("title", title, held.title, differences);
        compare("field", field, held.field, differences);
        compare("hours", hours, held.hours, differences);
        compare("issuer", issuer, held.issuer, differences);
        compare("city", city, held.city, differences);
        compare("issuedOn", issuedOn, held.issuedOn, differences);
        compare("validUntil", validUntil, held.validUntil, differences);
        compare("units", units, held.units, differences);
        return List.copyOf(differences);
    }

    private static void compare(
            String name, @Nullable Object said, @Nullable Object held, List<String> differences) {
        if (!Objects.equals(said, held)) {
            differences.add(name);
        }
    }

    private static String bilingual(Title title) {
        String english = title.english();
        return english == null ? title.indonesian() : title.indonesian() + " / " + english;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    /** The day that lies so many days before it; null when there is none, as before all time. */
    private static @Nullable LocalDate day(JsonNode node, int before) {
        try {
            return node.isString()
                    ? Instant.parse(node.stringValue()).atZone(ZONE).toLocalDate().minusDays(before)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
