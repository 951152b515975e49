package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A party to agreements. Its id stays for good; name, ministry, class and standing are dated, and a
 * date may lie ahead: others hear of the change on that day.
 */
@Document("institutions")
public class Institution extends Aggregate {

    @Id private InstitutionId id;
    private String kind;
    private Set<InstitutionRole> roles;
    private List<DatedName> names;
    private List<DatedClassification> classifications;
    private List<Standing> standings;
    private @Nullable Succession succession;
    private String city;
    private @Nullable String address;
    private @Nullable InstitutionId regionalAuthority;

    /** The day on which something dated ahead begins to hold; the clock looks for it. */
    private @Nullable LocalDate due;

    @SuppressWarnings("NullAway.Init")
    Institution() {}

    /**
     * @param regionalAuthority who oversees it; null for a regional authority itself
     */
    public Institution(
            NewInstitution request,
            @Nullable InstitutionId regionalAuthority,
            LocalDate today,
            Instant at) {
        this.id = request.id();
        this.kind = request.kind();
        this.roles =
                new TreeSet<>(
                        request.roles().isEmpty() ? Kinds.roles(request.kind()) : request.roles());
        this.names = List.of(request.name());
        this.classifications =
                request.classification() == null ? List.of() : List.of(request.classification());
        this.standings = List.of(new Standing(true, request.name().since(), null));
        this.city = request.city();
        this.address = request.address();
        this.regionalAuthority = regionalAuthority;
        this.due = nextDay(today);
        record(new InstitutionRegistered(snapshot(today)), at, audience());
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public Outcome<Institution> rename(DatedName name, LocalDate today, Instant at) {
        if (!Dated.follows(name, names)) {
            return Outcome.refused(
                    InstitutionRule.A_LATER_NAME_STARTS_LATER, "latest", names.getLast().since());
        }
        names = Dated.with(name, names);
        return changed(today, at);
    }

    public Outcome<Institution> classify(
            DatedClassification classification, LocalDate today, Instant at) {
        if (!Dated.follows(classification, classifications)) {
            return Outcome.refused(
                    InstitutionRule.A_LATER_CLASSIFICATION_STARTS_LATER,
                    "latest",
                    classifications.getLast().since());
        }
        classifications = Dated.with(classification, classifications);
        return changed(today, at);
    }

    public Outcome<Institution> stand(Standing standing, LocalDate today, Instant at) {
        if (!Dated.follows(standing, standings)) {
            return Outcome.refused(
                    InstitutionRule.A_LATER_STANDING_STARTS_LATER,
                    "latest",
                    standings.getLast().since());
        }
        standings = Dated.with(standing, standings);
        return changed(today, at);
    }

    /** Names the institution that takes over; from that day on this one is no longer in force. */
    public Outcome<Institution> succeed(Succession by, LocalDate today, Instant at) {
        if (succession != null) {
            return Outcome.refused(
                    InstitutionRule.AN_INSTITUTION_IS_SUCCEEDED_ONCE,
                    "successor",
                    succession.institution());
        }
        if (by.institution().equals(id)) {
            return Outcome.refused(InstitutionRule.A_SUCCESSOR_IS_ANOTHER_INSTITUTION);
        }
        succession = by;
        return changed(today, at);
    }

    /** Tells others of what was dated ahead and holds from today; false if there is nothing. */
    boolean advance(LocalDate today, Instant at) {
        if (due == null || due.isAfter(today)) {
            return false;
        }
        changed(today, at);
        return true;
    }

    private Outcome<Institution> changed(LocalDate today, Instant at) {
        due = nextDay(today);
        record(new InstitutionChanged(snapshot(today)), at, audience());
        return Outcome.accepted(this);
    }

    private @Nullable LocalDate nextDay(LocalDate today) {
        Stream<LocalDate> dated =
                Stream.of(names, classifications, standings)
                        .flatMap(List::stream)
                        .map(Dated.class::cast)
                        .map(Dated::since);
        Stream<LocalDate> succeeded =
                succession == null ? Stream.empty() : Stream.of(succession.on());
        return Stream.concat(dated, succeeded)
                .filter(day -> day.isAfter(today))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private InstitutionSnapshot snapshot(LocalDate today) {
        return new InstitutionSnapshot(
                id,
                kind,
                roles,
                classification(today),
                name(today).name(),
                city,
                regionalAuthority,
                successor(today),
                inForce(today));
    }

    private Set<InstitutionId> audience() {
        Set<InstitutionId> audience = new HashSet<>(Set.of(id));
        if (regionalAuthority != null) {
            audience.add(regionalAuthority);
        }
        return audience;
    }

    /** Whether a regional authority may change it: itself, and those it oversees. */
    public boolean isOverseenBy(InstitutionId authority) {
        return authority.equals(id) || authority.equals(regionalAuthority);
    }

    public DatedName name(LocalDate day) {
        return Dated.on(day, names).orElseGet(names::getFirst);
    }

    public @Nullable String classification(LocalDate day) {
        return Dated.on(day, classifications).map(DatedClassification::classification).orElse(null);
    }

    public @Nullable InstitutionId successor(LocalDate day) {
        return succession == null || succession.on().isAfter(day) ? null : succession.institution();
    }

    public boolean inForce(LocalDate day) {
        return successor(day) == null
                && Dated.on(day, standings).map(Standing::inForce).orElse(false);
    }

    public boolean is(InstitutionRole role) {
        return roles.contains(role);
    }

    public InstitutionId id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public Set<InstitutionRole> roles() {
        return roles;
    }

    /** Oldest first. */
    public List<DatedName> names() {
        return names;
    }

    /** Oldest first. */
    public List<DatedClassification> classifications() {
        return classifications;
    }

    /** Oldest first. */
    public List<Standing> standings() {
        return standings;
    }

    public @Nullable Succession succession() {
        return succession;
    }

    public String city() {
        return city;
    }

    public @Nullable String address() {
        return address;
    }

    public @Nullable InstitutionId regionalAuthority() {
        return regionalAuthority;
    }
}
