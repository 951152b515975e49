package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.FailPoints;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;

import org.springframework.stereotype.Service;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/**
 * Each party keeps its signed original here. The file is stored first, the agreement refers to it
 * second: an interruption in between leaves a file that nobody refers to, which is swept.
 */
@Service
public class KeepingOriginals {

    private final Agreements agreements;
    private final OriginalFiles files;
    private final SweepingOriginals sweeping;
    private final RelievingPredecessors relieving;
    private final AgreementSettings settings;
    private final Clock clock;

    KeepingOriginals(
            Agreements agreements,
            OriginalFiles files,
            SweepingOriginals sweeping,
            RelievingPredecessors relieving,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.files = files;
        this.sweeping = sweeping;
        this.relieving = relieving;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Keeps the content as the actor's original; the last of what activation waits for activates.
     *
     * @throws IOException when the content cannot be read; nothing is kept
     * @throws NotFoundException when there is no such agreement, or not for the actor
     */
    public Outcome<Agreement> keep(
            AgreementId id, Actor actor, InputStream content, String fileName, String mediaType)
            throws IOException {
        if (visible(id, actor.institution()).mayKeep(actor, null)
                instanceof Outcome.Refused<Agreement> refused) {
            return refused;
        }
        OriginalFiles.Stored stored = files.store(content, fileName);
        FailPoints.pass("original.stored");
        Set<String> touched = new HashSet<>(Set.of(stored.file()));
        Outcome<Agreement> outcome =
                Changes.change(
                        agreements,
                        id,
                        agreement -> agreement.isVisibleTo(actor.institution()),
                        agreement -> {
                            agreement
                                    .party(actor.institution())
                                    .map(Party::original)
                                    .map(Original::file)
                                    .filter(touched::add)
                                    .ifPresent(files::doubt);
                            Moment now = Moment.of(clock);
                            Original original =
                                    new Original(
                                            stored.file(),
                                            fileName,
                                            mediaType,
                                            stored.size(),
                                            stored.sha256(),
                                            now.at(),
                                            actor.client());
                            return agreement.keep(actor, original, settings.activation(), now);
                        });
        touched.forEach(sweeping::settle);
        if (outcome instanceof Outcome.Accepted<Agreement>(Agreement agreement)) {
            relieving.relieve(agreement);
        }
        return outcome;
    }

    /** A party's original and its content. */
    public record Kept(Original original, InputStream content) {}

    /**
     * Opens a party's original.
     *
     * @throws NotFoundException when the viewer may not know of it, or there is none
     * @throws IllegalStateException when the stored content is not what was stored: never given out
     */
    public Kept open(AgreementId id, InstitutionId viewer, InstitutionId party) {
        Original original =
                visible(id, viewer)
                        .party(party)
                        .map(Party::original)
                        .orElseThrow(NotFoundException::new);
        return new Kept(original, files.open(original.file(), original.sha256()));
    }

    private Agreement visible(AgreementId id, InstitutionId viewer) {
        return agreements
                .find(id)
                .filter(agreement -> agreement.isVisibleTo(viewer))
                .orElseThrow(NotFoundException::new);
    }
}
