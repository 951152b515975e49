package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;

import org.mockito.Mockito;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A repository that takes so many certificates and then ends as kill -9 would end it. */
final class DyingCertificates {

    private DyingCertificates() {}

    static Certificates after(int inserts, Certificates certificates) {
        var left = new AtomicInteger(inserts);
        Certificates dying = Mockito.mock();
        Mockito.doAnswer(
                        insert -> {
                            List<Certificate> batch = insert.getArgument(0);
                            int some = Math.min(left.get(), batch.size());
                            certificates.insert(batch.subList(0, some));
                            if (left.addAndGet(-some) == 0) {
                                throw new IllegalStateException("killed");
                            }
                            return null;
                        })
                .when(dying)
                .insert(Mockito.<List<Certificate>>any());
        return dying;
    }
}
