package id.bekal.certification.verification;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** PDFs with attachments, as a PDF library writes them. */
final class PdfFixture {

    private PdfFixture() {}

    /**
     * @param deflated whether the attachments are
     * @param compressed whether objects lie in object streams
     */
    static byte[] with(boolean deflated, boolean compressed, String... credentials) {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            Map<String, PDComplexFileSpecification> files = new LinkedHashMap<>();
            for (int i = 0; i < credentials.length; i++) {
                var in =
                        new ByteArrayInputStream(
                                credentials[i].getBytes(StandardCharsets.US_ASCII));
                PDEmbeddedFile embedded =
                        deflated
                                ? new PDEmbeddedFile(document, in, COSName.FLATE_DECODE)
                                : new PDEmbeddedFile(document, in);
                embedded.setSubtype("application/vc+jwt");
                var file = new PDComplexFileSpecification();
                file.setFile("credential.jwt");
                file.setEmbeddedFile(embedded);
                files.put("credential" + i + ".jwt", file);
            }
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(files);
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            var out = new ByteArrayOutputStream();
            document.save(
                    out,
                    compressed
                            ? CompressParameters.DEFAULT_COMPRESSION
                            : CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
