package dev.merchantreview.documents;

import java.io.IOException;
import java.util.Map;
import org.apache.tika.Tika;

/** Judges an upload by what it is, whatever it is called: it is read to its end. */
final class ContentType {

  private static final String PDF = "application/pdf";
  private static final Tika TIKA = new Tika();
  private static final Map<String, Pictures.Format> PICTURES =
      Map.of("image/jpeg", Pictures.Format.JPEG, "image/png", Pictures.Format.PNG);

  private ContentType() {}

  static UploadVerdict of(byte[] content) {
    String detected = TIKA.detect(content);
    Pictures.Format format = PICTURES.get(detected);
    if (format != null) {
      return picture(content, format, detected);
    }
    return PdfFile.isMeantBy(content) ? pdf(content) : notADocument(detected);
  }

  private static UploadVerdict picture(byte[] content, Pictures.Format format, String mediaType) {
    try {
      Pictures.check(content, format);
      return new UploadVerdict.Accepted(mediaType);
    } catch (Pictures.TooLargeException large) {
      return UploadVerdict.Refused.because(
          "PICTURE_TOO_LARGE", large.megapixels(), large.mostMegapixels());
    } catch (IOException broken) {
      return notADocument(mediaType);
    }
  }

  private static UploadVerdict pdf(byte[] content) {
    return switch (PdfFile.judge(content)) {
      case READABLE -> new UploadVerdict.Accepted(PDF);
      case NEEDS_PASSWORD -> UploadVerdict.Refused.because("PASSWORD_NEEDED");
      case BROKEN -> notADocument(PDF);
    };
  }

  private static UploadVerdict notADocument(String found) {
    return UploadVerdict.Refused.because("NOT_A_DOCUMENT", found);
  }
}
