import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF's text by PDFBox; in mode "tika" with a new line more after each paragraph and page, as Tika's text handler writes them. */
public class Strip {
    public static void main(String[] args) throws IOException {
        try (PDDocument document = PDDocument.load(new File(args[1]));
                Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            if (args[0].equals("tika")) {
                stripper.setParagraphEnd("\n");
                stripper.setPageEnd("\n\n\n");
            }
            stripper.writeText(document, out);
        }
    }
}
