package dev.merchantreview.category.web;

import dev.merchantreview.category.Category;
import dev.merchantreview.category.SevenDayReturn;
import dev.merchantreview.category.Shipping;
import dev.merchantreview.documents.NamedKind;
import dev.merchantreview.shared.StoreType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category with what it asks for, its parents' demands among it.
 *
 * @param name its name on the platform, as requests name it
 * @param label its name in the caller's language; Chinese where it has no other
 * @param parent the category it is part of; null for a main category
 * @param openTo the store types that may sell in it
 * @param admission what the store type that was asked about meets; null where none was
 * @param invitation whether only invited merchants may sell in it
 * @param papers what a store hands in for it; one entry a demand
 * @param filingPapers what is handed in with a filing of a product; one entry a demand
 * @param distribution whether others than the owner may sell a product live
 * @param promotion whether third parties may promote a product
 * @param attributes what products are described by
 * @param materials the attribute in which products state their materials; null where they need not
 * @param title what titles are made up of, in words; null where as one likes
 * @param species the only species sold; empty for what is no animal
 * @param productsBelow whether products are described in one of the categories below it only
 * @param sevenDayReturn whether the seller may rule out the seven-day return
 * @param shipping how goods come to the buyer
 * @param depositClass what the deposit table calls it
 * @param needs all of it in words
 */
record CategoryView(
    String name,
    String label,
    @Nullable String parent,
    List<StoreType> openTo,
    Category.@Nullable Admission admission,
    boolean invitation,
    List<CategoryPaperView> papers,
    List<CategoryPaperView> filingPapers,
    boolean distribution,
    boolean promotion,
    List<CategoryAttributeView> attributes,
    @Nullable String materials,
    @Nullable String title,
    List<String> species,
    boolean productsBelow,
    SevenDayReturn sevenDayReturn,
    List<Shipping> shipping,
    String depositClass,
    List<String> needs) {

  /**
   * A demand for papers.
   *
   * @param anyOf the kinds of which one fulfils it
   * @param sellers the store types it is made of
   */
  record CategoryPaperView(List<NamedKind> anyOf, List<StoreType> sellers) {}

  /**
   * An attribute.
   *
   * @param name as products name it
   * @param label its name in the caller's language; Chinese where it has no other
   * @param required whether a product has to state it
   * @param values the only values it may have; empty where it may have any
   */
  record CategoryAttributeView(String name, String label, boolean required, List<String> values) {}
}
