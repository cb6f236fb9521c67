package dev.merchantreview.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped trees say what the sources say. */
class CategoriesTest {

  private static final Categories CATEGORIES = ShippedCategories.all();

  private static final List<String> WECHAT_MAIN =
      List.of(
          ("宠物生活 厨具 家用电器 手机通讯 数码 电脑/办公 服饰内衣 鞋靴 个人护理 母婴 美妆护肤 家纺 家居日用 家具 家庭清洁/纸品 家装建材 工业品"
                  + " 汽车用品 玩具乐器 运动户外 箱包皮具 酒类 食品饮料 钟表 农资园艺 生鲜 二手 生活服务 图书 艺术品 教育培训")
              .split(" "));

  private static final Set<String> DOUYIN_PERSONAL = Set.of("服饰内衣", "运动户外", "鞋靴", "厨具");

  private static final Map<String, String> LAND =
      Map.of(
          "主品或赠品", "主品", "品种", "三黄鸡", "性别", "公母混合", "年龄", "30日龄", "重量", "0.5斤", "颜色", "黄", "检疫",
          "已检疫");

  private static final Map<String, String> WATER =
      Map.of("主品或赠品", "主品", "品种", "中华绒螯", "性别", "公", "规格", "4两", "年龄", "1年", "颜色", "青");

  private static Category category(Platform platform, String name) {
    return CATEGORIES.find(platform, name).orElseThrow();
  }

  @Test
  void haveWeChatsMainCategoriesInItsWords() {
    assertThat(WECHAT_MAIN).hasSize(31);
    assertThat(CATEGORIES.mainNames(Platform.WECHAT)).containsExactlyElementsOf(WECHAT_MAIN);
  }

  @Test
  void knowNothingOfVirtualGoodsAndOfPlatformsThatAreNotServed() {
    assertThat(CATEGORIES.find(Platform.WECHAT, "虚拟商品")).isEmpty();
    assertThat(CATEGORIES.find(Platform.XIAOHONGSHU, "畜牧活体")).isEmpty();
    assertThat(CATEGORIES.find(Platform.KUAISHOU, "畜牧活体 ")).isEmpty();
  }

  static Stream<Object[]> everyCategoryOfEveryStoreType() {
    return Stream.of(Platform.values())
        .flatMap(
            platform ->
                CATEGORIES.all(platform).stream()
                    .flatMap(
                        category ->
                            Arrays.stream(StoreType.values())
                                .map(type -> new Object[] {platform, type, category.name()})));
  }

  /**
   * [D-fee] Four are open to personal stores; [K-live] livestock to two types, by invitation. Ours:
   * Xiaohongshu.
   */
  @ParameterizedTest
  @MethodSource("everyCategoryOfEveryStoreType")
  void areOpenToTheStoreTypesTheSourcesName(Platform platform, StoreType type, String name) {
    Category category = category(platform, name);
    boolean livestock = name.equals("畜牧活体") || category.above().contains("畜牧活体");
    Category.Admission expected =
        livestock
            ? Set.of(StoreType.ENTERPRISE, StoreType.INDIVIDUAL_BUSINESS).contains(type)
                ? Category.Admission.INVITATION
                : Category.Admission.CLOSED
            : type == StoreType.PERSONAL && isClosedToPersons(platform, name)
                    || type == StoreType.IMPORT && platform != Platform.KUAISHOU
                ? Category.Admission.CLOSED
                : Category.Admission.OPEN;
    assertThat(category.admission(type)).isEqualTo(expected);
    assertThat(category.distribution()).isEqualTo(!livestock);
    assertThat(category.promotion()).isEqualTo(!livestock);
  }

  private static boolean isClosedToPersons(Platform platform, String name) {
    return switch (platform) {
      case DOUYIN -> !DOUYIN_PERSONAL.contains(name);
      case XIAOHONGSHU -> name.equals("珠宝文玩");
      case KUAISHOU, WECHAT -> false;
    };
  }

  /** What a store hands in for a category, and what a filing of one of its products does. */
  @ParameterizedTest
  @CsvSource({
    "WECHAT, ENTERPRISE, 食品饮料, '[[FOOD_LICENCE, CATEGORY_QUALIFICATION]]', '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "WECHAT, FLAGSHIP, 食品饮料, '[[FOOD_LICENCE, CATEGORY_QUALIFICATION]]', '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "WECHAT, PERSONAL, 食品饮料, '[[SUPPLIER_PAPERS], [SUPPLY_AGREEMENT], [PURCHASE_INVOICE]]', '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "WECHAT, ENTERPRISE, 冰箱, '[[CCC_CERTIFICATE, CATEGORY_QUALIFICATION]]', '[[CCC_CERTIFICATE]]'",
    "WECHAT, ENTERPRISE, 家用电器, '[]', '[[CCC_CERTIFICATE]]'",
    "WECHAT, ENTERPRISE, 美妆护肤, '[]', '[[COSMETICS_REGISTRATION]]'",
    "KUAISHOU, ENTERPRISE, 食品, '[]', '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "KUAISHOU, ENTERPRISE, 服饰, '[]', '[]'",
    "DOUYIN, ENTERPRISE, 茶叶, '[]', '[[FOOD_LICENCE]]'",
    "KUAISHOU, ENTERPRISE, 珠宝文玩, '[]', '[[JEWELLERY_CERTIFICATE, QUALITY_REPORT]]'",
    "DOUYIN, ENTERPRISE, 母婴, '[]', '[[QUALITY_REPORT]]'",
    "DOUYIN, ENTERPRISE, 美妆, '[]', '[[COSMETICS_REGISTRATION]]'",
    "KUAISHOU, ENTERPRISE, 畜牧活体, '[]', '[[CATEGORY_QUALIFICATION]]'",
    "KUAISHOU, ENTERPRISE, 水产类及其种苗, '[]', '[[CATEGORY_QUALIFICATION]]'",
  })
  void askForThePapersOfTheSeller(
      Platform platform, StoreType type, String name, String papers, String filing) {
    Category category = category(platform, name);
    assertThat(category.papersOf(type).stream().map(paper -> sorted(paper.anyOf())).toList())
        .isEqualTo(read(papers));
    assertThat(category.filingPapers().stream().map(CategoriesTest::sorted).toList())
        .isEqualTo(read(filing));
  }

  private static TreeSet<String> sorted(List<DocumentKind> kinds) {
    return kinds.stream().map(DocumentKind::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<TreeSet<String>> read(String lists) {
    return java.util.regex.Pattern.compile("\\[([A-Z_, ]+)]")
        .matcher(lists)
        .results()
        .map(one -> new TreeSet<>(List.of(one.group(1).split(", "))))
        .toList();
  }

  /** [K-live] Three categories below it, with their species and what is stated of them. */
  @ParameterizedTest
  @CsvSource({
    "猪牛羊类及其种苗, '猪,牛,羊', '主品或赠品,品种,性别,年龄,颜色,重量,检疫'",
    "家禽类及其种苗, '鸵鸟,鸡,鸭,鹅,火鸡,鹌鹑,鸽', '主品或赠品,品种,性别,年龄,颜色,重量,检疫'",
    "水产类及其种苗, '蟹,虾,鱼苗', '主品或赠品,品种,性别,年龄,颜色,规格'",
  })
  void knowLivestock(String name, String species, String stated) {
    Category livestock = category(Platform.KUAISHOU, "畜牧活体");
    assertThat(livestock.below()).containsExactly("猪牛羊类及其种苗", "家禽类及其种苗", "水产类及其种苗");
    assertThat(livestock.productsBelow()).isTrue();
    Category below = category(Platform.KUAISHOU, name);
    assertThat(below.parent()).isEqualTo("畜牧活体");
    assertThat(below.species()).containsExactly(species.split(","));
    assertThat(below.attributes())
        .filteredOn(CategoryAttribute::required)
        .extracting(CategoryAttribute::name)
        .containsExactly(stated.split(","));
    assertThat(below.sevenDayReturn()).isEqualTo(SevenDayReturn.MAY_BE_RULED_OUT);
    assertThat(below.depositClass()).isEqualTo("畜牧活体");
    assertThat(below.shipping()).containsExactly(Shipping.LIVE_ANIMALS);
  }

  /** [K-live] Brand (if any), specification, breed, subject, quantity (if any). */
  @ParameterizedTest
  @CsvSource({
    "30日龄三黄鸡苗10只, , true",
    "30日龄 三黄鸡 鸡苗 10只, , true",
    "30日龄三黄鸡, , true",
    "0.5斤/只 三黄鸡 鸡苗, , true",
    "青禾 30日龄三黄鸡苗10只, 青禾, true",
    "30日龄三黄鸡苗10只, 青禾, false",
    "三黄鸡苗10只, , false",
    "30日龄乌鸡苗10只, , false",
    "30日龄三黄鸡苗10只包活, , false",
    "限时特价 30日龄三黄鸡苗, , false",
  })
  void haveTitlesMadeUpOfParts(String title, String brand, boolean right) {
    Map<String, String> stated = new LinkedHashMap<>(LAND);
    if (brand != null) {
      stated.put("品牌", brand);
    }
    assertThat(codes(category(Platform.KUAISHOU, "家禽类及其种苗").judge(title, stated)))
        .isEqualTo(right ? List.of() : List.of("/title TITLE_PATTERN"));
  }

  /** A breed that is none of the category's species. */
  @Test
  void refuseOtherSpecies() {
    Map<String, String> horse = new LinkedHashMap<>(LAND);
    horse.put("品种", "蒙古马");
    assertThat(codes(category(Platform.KUAISHOU, "猪牛羊类及其种苗").judge("2岁蒙古马1匹", horse)))
        .containsExactly("/title TITLE_PATTERN");
    assertThat(codes(category(Platform.KUAISHOU, "水产类及其种苗").judge("4厘米中华绒螯蟹10只", WATER))).isEmpty();
  }

  @Test
  void nameEverythingAProductLacksAtOnce() {
    assertThat(
            codes(
                category(Platform.KUAISHOU, "家禽类及其种苗")
                    .judge("三黄鸡", Map.of("性别", "不详", "品种", "三黄鸡", "颜色", "　"))))
        .containsExactlyInAnyOrder(
            "/attributes/主品或赠品 ATTRIBUTE_REQUIRED",
            "/attributes/性别 ATTRIBUTE_VALUE",
            "/attributes/年龄 ATTRIBUTE_REQUIRED",
            "/attributes/颜色 ATTRIBUTE_REQUIRED",
            "/attributes/重量 ATTRIBUTE_REQUIRED",
            "/attributes/检疫 ATTRIBUTE_REQUIRED",
            "/title TITLE_PATTERN");
    assertThat(codes(category(Platform.KUAISHOU, "畜牧活体").judge("三黄鸡", LAND)))
        .contains("/category CATEGORY_HAS_PARTS");
  }

  /** [K-rules] Clothing, shoes and bags state their materials. */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, 服饰, true",
    "DOUYIN, 鞋靴, true",
    "DOUYIN, 箱包, true",
    "KUAISHOU, 服饰内衣, true",
    "KUAISHOU, 箱包, true",
    "WECHAT, 服饰内衣, true",
    "WECHAT, 鞋靴, true",
    "WECHAT, 箱包皮具, true",
    "WECHAT, 家纺, false",
    "KUAISHOU, 家居, false",
  })
  void demandMaterials(Platform platform, String name, boolean demanded) {
    Category category = category(platform, name);
    assertThat(codes(category.judge("青禾", Map.of())))
        .isEqualTo(demanded ? List.of("/attributes/材质 MATERIALS_REQUIRED") : List.of());
    assertThat(category.judge("青禾", Map.of("材质", "棉"))).isEmpty();
  }

  @Test
  void letTheReturnBeRuledOutWhereItMay() {
    assertThat(codes(category(Platform.KUAISHOU, "家居").judge("杯", Map.of("七天无理由退货", "不支持"))))
        .containsExactly("/attributes/七天无理由退货 ATTRIBUTE_VALUE");
    Map<String, String> fry = new LinkedHashMap<>(WATER);
    fry.put("七天无理由退货", "不支持");
    assertThat(category(Platform.KUAISHOU, "水产类及其种苗").judge("4厘米中华绒螯蟹", fry)).isEmpty();
  }

  @Test
  void coverWhatIsBelowByAnInvitation() {
    Category poultry = category(Platform.KUAISHOU, "家禽类及其种苗");
    assertThat(poultry.isAmong(Set.of("畜牧活体"))).isTrue();
    assertThat(poultry.isAmong(Set.of("家禽类及其种苗"))).isTrue();
    assertThat(poultry.isAmong(Set.of("猪牛羊类及其种苗"))).isFalse();
    assertThat(category(Platform.KUAISHOU, "畜牧活体").isAmong(Set.of("家禽类及其种苗"))).isFalse();
  }

  private static List<String> codes(List<FieldError> errors) {
    return errors.stream().map(error -> error.pointer() + " " + error.code()).toList();
  }
}
