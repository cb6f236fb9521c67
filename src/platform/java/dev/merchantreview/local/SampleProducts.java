package dev.merchantreview.local;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Products to file, with pictures of nothing. */
public final class SampleProducts {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicInteger PICTURES = new AtomicInteger();

  private SampleProducts() {}

  /** A product of the owner, with a picture uploaded by the owner's system. */
  public static ObjectNode product(
      String platform, String ownerId, String title, String category, ApiClient owner) {
    ObjectNode product = JSON.createObjectNode();
    product.put("ownerId", ownerId);
    product.put("platform", platform);
    product.put("title", title);
    product.put("shortTitle", title.length() > 12 ? title.substring(0, 12) : title);
    product.put("mainImage", owner.upload("PRODUCT_IMAGE", picture()));
    product.putArray("detailImages").add(owner.upload("PRODUCT_IMAGE", picture()));
    product.put("category", category);
    product.putObject("attributes").put("产地", "浙江").put("规格", "标准").put("材质", "亚麻");
    product.put("priceFen", 19_900);
    product.put("stock", 100);
    return product;
  }

  /** Young poultry, with all that is stated of land animals. */
  public static ObjectNode poultry(String ownerId, ApiClient owner) {
    ObjectNode product = product("KUAISHOU", ownerId, "30日龄三黄鸡苗10只", "家禽类及其种苗", owner);
    product
        .putObject("attributes")
        .put("主品或赠品", "主品")
        .put("品种", "三黄鸡")
        .put("性别", "公母混合")
        .put("年龄", "30日龄")
        .put("重量", "0.5斤")
        .put("颜色", "黄")
        .put("检疫", "已检疫");
    return product;
  }

  /** What an owner sends to describe a product again, of what the API says of it. */
  public static ObjectNode contentOf(JsonNode product) {
    ObjectNode content = ApiClient.copy(product);
    content.remove(
        List.of(
            "id",
            "ownId",
            "listed",
            "offlineReview",
            "version",
            "watchedRevision",
            "filings",
            "createdAt",
            "updatedAt"));
    return content;
  }

  /** A picture that looks a little like a product, another one each time. */
  public static byte[] picture() {
    int number = PICTURES.incrementAndGet();
    BufferedImage picture = new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    Color light = Color.getHSBColor(number * 0.13f % 1, 0.25f, 0.95f);
    pen.setPaint(new GradientPaint(0, 0, Color.WHITE, 320, 320, light));
    pen.fillRect(0, 0, 320, 320);
    pen.setColor(Color.getHSBColor(number * 0.13f % 1, 0.6f, 0.6f));
    pen.fillRoundRect(90, 70, 140, 190, 40, 40);
    pen.dispose();
    picture.setRGB(0, 0, number);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
