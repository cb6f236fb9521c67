package dev.merchantreview.admission;

import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The data and papers of an application as a reviewer judges them, one by one. */
@Component
class AdmissionItems {

  private static final String YES = "是 · yes";
  private static final String NO = "否 · no";

  private final ProblemTable table;
  private final DocumentItems documents;
  private final DeskText text;

  AdmissionItems(AdmissionProblems table, DocumentItems documents, DeskText text) {
    this.table = table;
    this.documents = documents;
    this.text = text;
  }

  List<ReviewItem> of(ProviderApplication.Request request, AdmissionContent content) {
    List<ReviewItem> items = new ArrayList<>();
    items.add(item("/legalName", content.legalName()));
    items.add(item("/licenceNumber", content.licenceNumber()));
    items.add(
        item(
            "/industry",
            content.industry().isEmpty() ? text.words("不限 · any") : content.industry()));
    items.add(
        item(
            "/resources",
            content.resources().isEmpty()
                ? text.words("无 · none")
                : content.resources().stream()
                    .sorted()
                    .map(one -> text.words(one.label()))
                    .collect(Collectors.joining("、"))));
    items.add(item("/trainsStreamers", yesOrNo(content.trainsStreamers())));
    items.add(item("/specialVatInvoices", yesOrNo(content.specialVatInvoices())));
    AdmissionContent.BrandFigures brand = content.brand();
    if (brand != null) {
      items.add(item("/brand/generalTaxpayer", yesOrNo(brand.generalTaxpayer())));
      items.add(money("/brand/registeredCapitalFen", brand.registeredCapitalFen()));
      items.add(item("/brand/teamSize", Integer.toString(brand.teamSize())));
      items.add(item("/brand/ecommerceSince", brand.ecommerceSince().toString()));
      items.add(item("/brand/ownLiveTeam", yesOrNo(brand.ownLiveTeam())));
      items.add(money("/brand/brandTurnoverFen", brand.brandTurnoverFen()));
      items.add(item("/brand/brands", Integer.toString(brand.brands())));
      items.add(item("/brand/badRecord", yesOrNo(brand.badRecord())));
      items.add(item("/brand/staffTie", yesOrNo(brand.staffTie())));
    }
    items.addAll(documents.of(request.submittedBy(), content.documents(), AdmissionItems::hash));
    return List.copyOf(items);
  }

  private ReviewItem item(String pointer, String shown) {
    return item(pointer, shown, shown);
  }

  /** Compared by words that have been the same since the first review, whatever is shown. */
  private ReviewItem money(String pointer, long fen) {
    return item(pointer, text.money(fen), DeskText.yuan(fen));
  }

  private ReviewItem item(String pointer, String shown, String compared) {
    return new ReviewItem(
        pointer,
        pointer,
        table.field(pointer).orElseThrow().text(),
        shown,
        hash(pointer + " " + compared));
  }

  private String yesOrNo(boolean value) {
    return text.words(value ? YES : NO);
  }

  private static String hash(String content) {
    return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
  }
}
