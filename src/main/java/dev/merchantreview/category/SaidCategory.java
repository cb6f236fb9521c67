package dev.merchantreview.category;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.shared.StoreType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file says of one category; empty where it says nothing and the parent counts.
 *
 * @param line where it begins
 * @param titleLine where it says how titles are made up
 */
record SaidCategory(
    int line,
    String name,
    Optional<String> english,
    Optional<String> parent,
    Optional<Set<StoreType>> openTo,
    Optional<Boolean> invitation,
    Optional<List<CategoryPaper>> papers,
    Optional<List<List<DocumentKind>>> filingPapers,
    Optional<Boolean> distribution,
    Optional<Boolean> promotion,
    List<CategoryAttribute> attributes,
    Optional<String> materials,
    Optional<TitlePattern> title,
    int titleLine,
    Optional<SevenDayReturn> sevenDayReturn,
    Optional<Set<Shipping>> shipping,
    Optional<String> depositClass,
    Optional<List<String>> species,
    boolean productsBelow) {}
