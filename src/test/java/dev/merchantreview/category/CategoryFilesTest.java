package dev.merchantreview.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be used stops the start, which says where it is wrong and what to do. */
class CategoryFilesTest {

  private static final String HEAD =
      """
      platform: DOUYIN
      deposit-classes: [其他]
      everywhere:
        open-to: [ENTERPRISE]
        invitation: false
        distribution: true
        promotion: true
        seven-day-return: REQUIRED
        shipping: [PARCEL]
        deposit: 其他
      categories:
        - name: 食品
      """;

  @TempDir private Path folder;

  @BeforeEach
  void copyTheOthers() throws IOException {
    Files.createDirectory(folder.resolve("categories"));
    for (String other : List.of("kuaishou.yaml", "wechat.yaml", "xiaohongshu.yaml")) {
      Files.copy(Path.of("config/categories", other), folder.resolve("categories").resolve(other));
    }
  }

  private Categories read(String content) {
    try {
      Files.writeString(folder.resolve("categories/douyin.yaml"), content);
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
    return new Categories(
        new ConfigurationDirectory("file:" + folder + "/"), ShippedCategories.SERVED);
  }

  private void assertRefused(String content, String... lines) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("config/categories cannot be used:\n  " + String.join("\n  ", lines));
  }

  @Test
  void inheritWhatTheyDoNotSay() {
    Categories categories =
        read(
            HEAD
                + """
                    papers: [{any-of: [FOOD_LICENCE]}]
                    attributes: [{name: 产地}, {name: 净含量}]
                  - name: 糖果
                    parent: 食品
                    distribution: false
                    attributes: [{name: 净含量, required: false}, {name: 口味, values: [甜]}]
                  - name: 软糖
                    parent: 糖果
                    papers: []
                """);
    Category gums = categories.find(Platform.DOUYIN, "软糖").orElseThrow();
    assertThat(gums.above()).containsExactly("糖果", "食品");
    assertThat(gums.distribution()).isFalse();
    assertThat(gums.promotion()).isTrue();
    assertThat(gums.papers()).isEmpty();
    assertThat(categories.find(Platform.DOUYIN, "糖果").orElseThrow().papers()).hasSize(1);
    assertThat(gums.attributes())
        .extracting(CategoryAttribute::name, CategoryAttribute::required)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("产地", true),
            org.assertj.core.groups.Tuple.tuple("净含量", false),
            org.assertj.core.groups.Tuple.tuple("口味", true));
  }

  @Test
  void nameAnUnknownKey() {
    assertRefused(
        HEAD + "    opne-to: [ENTERPRISE]\n",
        "douyin.yaml, line 13: category 食品 has the unknown key opne-to; take it out, or write one of name, parent,"
            + " english, open-to, invitation, papers, filing-papers, distribution, promotion, attributes, materials,"
            + " title, seven-day-return, shipping, deposit, species, products-below");
  }

  @Test
  void nameAMissingParent() {
    assertRefused(
        HEAD + "  - name: 软糖\n    parent: 糖果\n",
        "douyin.yaml, line 13: category 软糖 has the parent 糖果, which is not in this file; add it, or take parent out");
  }

  @Test
  void nameParentsThatGoInACircle() {
    assertRefused(
        HEAD + "    parent: 软糖\n  - name: 软糖\n    parent: 食品\n",
        "douyin.yaml, line 12: category 食品 is part of itself by its parents; take one parent out",
        "douyin.yaml, line 14: category 软糖 is part of itself by its parents; take one parent out");
  }

  @Test
  void nameAPaperNobodyKnows() {
    assertThatThrownBy(() -> read(HEAD + "    papers:\n      - {any-of: [FOOD_LICENSE]}\n"))
        .hasMessageContaining(
            "douyin.yaml, line 14: category 食品, paper: any-of knows no FOOD_LICENSE; write one of [BUSINESS_LICENCE,");
    assertThatThrownBy(() -> read(HEAD + "    papers:\n      - sellers: [PERSONAL]\n"))
        .hasMessageContaining(
            "douyin.yaml, line 14: a paper has no any-of; write the kinds of which one is enough");
    assertThatThrownBy(() -> read(HEAD + "    papers:\n      - {any-of: []}\n"))
        .hasMessageContaining(
            "douyin.yaml, line 14: a paper has no any-of; write the kinds of which one is enough");
  }

  @Test
  void nameADuplicate() {
    assertRefused(
        HEAD + "  - name: 茶叶\n  - name: 食品\n",
        "douyin.yaml, line 14: category 食品 is there twice, first in line 12; leave one");
    assertRefused(
        HEAD + "    distribution: true\n    distribution: false\n",
        "douyin.yaml, line 14: category 食品 has distribution twice; leave one");
    assertRefused(
        HEAD + "    attributes:\n      - name: 产地\n      - name: 产地\n",
        "douyin.yaml, line 15: attribute 产地 is there twice; leave one");
    assertRefused(
        HEAD + "    species: [鸡, 鸡]\n",
        "douyin.yaml, line 13: category 食品: species names 鸡 twice; leave one");
  }

  @Test
  void nameABadPattern() {
    assertRefused(
        HEAD + "    title:\n      pattern: '(食品'\n      zh: 一\n      en: one\n",
        "douyin.yaml, line 13: the title pattern cannot be used for category 食品: it is no regular expression (Unclosed"
            + " group at 3); mend it");
    assertRefused(
        HEAD + "    title:\n      pattern: '{品牌}{产地?}{species}'\n      zh: 一\n      en: one\n",
        "douyin.yaml, line 13: the title pattern cannot be used for category 食品: {品牌} is no required attribute;"
            + " require it, or write {品牌?}",
        "douyin.yaml, line 13: the title pattern cannot be used for category 食品: {species} stands for nothing; write"
            + " the species, or take it out");
  }

  @Test
  void nameAWrongValue() {
    assertRefused(
        HEAD
            + "    invitation: maybe\n    open-to: ENTERPRISE\n    shipping: [BOAT]\n    deposit: 服饰\n",
        "douyin.yaml, line 14: category 食品: open-to is no list; write [one, another]",
        "douyin.yaml, line 13: category 食品: invitation is maybe; write true or false",
        "douyin.yaml, line 15: category 食品: shipping knows no BOAT; write one of [PARCEL, COLD_CHAIN, LIVE_ANIMALS,"
            + " NONE]",
        "douyin.yaml, line 12: category 食品: deposit 服饰 is none of deposit-classes; write one of 其他");
  }

  /** No product could be described: each says how it is shipped. */
  @Test
  void nameACategoryWhoseGoodsAreShippedInNoWay() {
    assertRefused(
        HEAD + "    shipping: []\n",
        "douyin.yaml, line 13: 食品: shipping names no way; write NONE where nothing is sent");
  }

  @Test
  void nameWhatIsMissing() {
    assertRefused(
        "platform: DOUYIN\ndeposit-classes: [其他]\neverywhere:\n  invitation: false\ncategories:\n  - english: Food\n",
        "douyin.yaml, line 6: category has no name; write it",
        "douyin.yaml, line 5: the file has no categories; write them as a list",
        "douyin.yaml, line 4: everywhere has no deposit; write what holds where a category says nothing",
        "douyin.yaml, line 4: everywhere has no distribution; write what holds where a category says nothing",
        "douyin.yaml, line 4: everywhere has no open-to; write what holds where a category says nothing",
        "douyin.yaml, line 4: everywhere has no promotion; write what holds where a category says nothing",
        "douyin.yaml, line 4: everywhere has no seven-day-return; write what holds where a category says nothing",
        "douyin.yaml, line 4: everywhere has no shipping; write what holds where a category says nothing");
    assertRefused(
        HEAD + "    products-below: true\n",
        "douyin.yaml, line 12: category 食品 has nothing below it for products; add it, or take products-below out");
  }

  @Test
  void nameWhatIsNoYaml() {
    assertThatThrownBy(() -> read(HEAD + "    papers: [\n"))
        .hasMessageContaining("douyin.yaml, line 14: this is no YAML (")
        .hasMessageContaining("no file is of DOUYIN, which config/platforms serves");
    assertThatThrownBy(() -> read("[1, 2]\n"))
        .hasMessageContaining("douyin.yaml, line 1: this is no map; begin with \"platform: …\"");
  }

  @Test
  void nameASecondFileOfAPlatform() throws IOException {
    Files.writeString(folder.resolve("categories/other.yaml"), HEAD);
    assertRefused(HEAD, "other.yaml, line 1: a second file of DOUYIN; leave one");
  }

  /** All files at once, and everything in each. */
  @Test
  void nameEverythingAtOnce() throws IOException {
    Files.writeString(
        folder.resolve("categories/wechat.yaml"),
        HEAD.replace("DOUYIN", "WECHAT") + "    parent: 无\n    colour: red\n");
    assertThatThrownBy(() -> read(HEAD + "    materials: [a]\n  - name: 食品\n"))
        .hasMessageContainingAll(
            "douyin.yaml, line 13: category 食品: materials is no text; write one",
            "douyin.yaml, line 14: category 食品 is there twice",
            "wechat.yaml, line 12: category 食品 has the parent 无, which is not in this file",
            "wechat.yaml, line 14: category 食品 has the unknown key colour");
  }

  @Test
  void areReadAsShipped() {
    assertThatCode(ShippedCategories::all).doesNotThrowAnyException();
  }
}
