package id.bekal.certification.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.number.NumberSeries;
import id.bekal.contracts.training.ProgramCompleted;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** One issue of 2,000 certificates, killed again and again on its way. */
class LargeIssueIT extends RunningService {

    private static final int SIZE = 2000;

    /** At the start, within a batch of 100, between the halves, before the last, and at the end. */
    private static final List<Integer> KILLED_AFTER = List.of(0, 537, 1000, 1999, 2000);

    @Autowired Issuances issuances;
    @Autowired Issuers issuers;
    @Autowired Certificates certificates;
    @Autowired NumberSeries numbers;
    @Autowired SigningCredentials signing;
    @Autowired Holders holders;
    @Autowired IssuingCertificates issuing;
    @Autowired Clock clock;

    @Test
    void hasNoGapNoDuplicateAndNothingUnsignedWhereverItWasKilled() {
        String blk = provider();
        var program = enrolled(CompletedProgram.of(blk).graduates(SIZE));
        ProgramCompleted event = program.event();
        int most = 0;
        for (int inserts : KILLED_AFTER) {
            killAfter(inserts, event);
            List<Document> visible = certificatesOf(program);
            assertThat(visible).hasSizeGreaterThanOrEqualTo(most);
            assertThat(visible).allMatch(certificate -> certificate.containsKey("credential"));
            most = visible.size();
        }
        issuing.on(event);
        List<Document> all = certificatesOf(program);
        assertThat(all).hasSize(SIZE);
        Set<Object> places = new HashSet<>();
        all.forEach(certificate -> places.add(certificate.get("statusEntry")));
        assertThat(places).hasSize(SIZE);
        String code = issuers.find(program.event().provider()).orElseThrow().code();
        assertThat(all.stream().map(certificate -> certificate.getString("number")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, SIZE)
                                .mapToObj(n -> "%05d/%s/2026".formatted(n, code))
                                .toList());
    }

    /** Ends as kill -9 would, after so many were handed to the store. */
    private void killAfter(int inserts, ProgramCompleted event) {
        var doomed =
                new IssuingCertificates(
                        issuances,
                        issuers,
                        DyingCertificates.after(inserts, certificates),
                        numbers,
                        signing,
                        holders,
                        clock);
        assertThatThrownBy(() -> doomed.on(event)).hasMessage("killed");
    }
}
