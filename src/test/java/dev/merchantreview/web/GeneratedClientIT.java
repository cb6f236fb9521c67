package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client made by OpenAPI Generator from the contract that is served, as a merchant's developer
 * makes one, works: it compiles, and what it sends is taken and what it gets is read.
 */
class GeneratedClientIT {

  /** Put there by the build. */
  private static final Path GENERATOR =
      Path.of("target/openapi-generator/openapi-generator-cli.jar");

  /** What a developer writes with it. */
  private static final String USE =
      """
      import client.ApiClient;
      import client.ApiException;
      import client.StoreApplicationsApi;
      import client.model.*;
      import java.util.UUID;

      public final class Use {
        public static String run(String url, String authorization, String json) throws Exception {
          ApiClient client = new ApiClient();
          client.updateBaseUri(url);
          client.setRequestInterceptor(
              request ->
                  request.header("Authorization", authorization).header("Accept-Language", "en"));
          StoreApplicationsApi api = new StoreApplicationsApi(client);
          ApplicationContent content =
              client.getObjectMapper().readValue(json, ApplicationContent.class);
          String checked;
          try {
            checked = String.valueOf(api.preCheckStoreApplication(content).getPassed());
          } catch (ApiException away) {
            checked = String.valueOf(away.getCode());
          }
          ApplicationView submitted =
              api.submitStoreApplication(UUID.randomUUID().toString(), content);
          ApplicationView read = api.getStoreApplication(submitted.getId(), null);
          PageApplicationView page =
              api.listStoreApplications(null, null, content.getMerchantId(), 10, null);
          content.setStoreName("");
          String refused;
          try {
            api.submitStoreApplication(UUID.randomUUID().toString(), content);
            refused = "taken";
          } catch (ApiException problem) {
            Problem told =
                client.getObjectMapper().readValue(problem.getResponseBody(), Problem.class);
            refused =
                problem.getCode() + " " + told.getType() + " " + told.getErrors().get(0).getPointer();
          }
          return String.join(
              "|",
              checked,
              read.getId(),
              String.valueOf(read.getState()),
              read.getSubject().getLegalName(),
              String.valueOf(read.getSubject().getLicenceValidUntil()),
              String.valueOf(page.getItems().size()),
              String.valueOf(page.getNext()),
              refused);
        }
      }
      """;

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void worksAsItComes(@TempDir Path folder) throws Exception {
    Path contract = folder.resolve("api-docs.json");
    Files.writeString(contract, service.api("merchant").get("/v3/api-docs").body().toString());
    generate(contract, folder.resolve("client"));
    Path classes = compile(folder.resolve("client"), folder.resolve("classes"));

    ApiClient merchant = service.api("merchant");
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1961", "青禾女装", List.of("服饰")), merchant);
    ((ObjectNode) content.path("subject")).putNull("licenceValidUntil");
    String told;
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      told =
          (String)
              loader
                  .loadClass("Use")
                  .getMethod("run", String.class, String.class, String.class)
                  .invoke(
                      null,
                      service.serviceUrl(),
                      merchant
                          .request("/")
                          .build()
                          .headers()
                          .firstValue("Authorization")
                          .orElseThrow(),
                      content.toString());
    }
    String[] parts = told.split("\\|");
    // The tables the pre-check asks are the engine's, which is away.
    assertThat(parts[0]).isEqualTo("503");
    assertThat(parts[1]).startsWith("sa_");
    assertThat(parts[2]).isEqualTo("SUBMITTED");
    assertThat(parts[3]).isEqualTo("青禾女装商贸有限公司");
    assertThat(parts[4]).isEqualTo("null");
    assertThat(parts[5]).isEqualTo("1");
    assertThat(parts[6]).isEqualTo("null");
    assertThat(parts[7]).isEqualTo("422 /problems/validation /storeName");
  }

  private static void generate(Path contract, Path target) throws Exception {
    File log = target.resolveSibling("generator.log").toFile();
    Process generator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "-i",
                contract.toString(),
                "-g",
                "java",
                "--library",
                "native",
                "-o",
                target.toString(),
                "--api-package=client",
                "--model-package=client.model",
                "--invoker-package=client",
                "--additional-properties=openApiNullable=false,useJakartaEe=true",
                "--global-property=apis=StoreApplications,models,supportingFiles,apiDocs=false,"
                    + "modelDocs=false,apiTests=false,modelTests=false")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    assertThat(generator.waitFor()).as(() -> text(log)).isZero();
  }

  private static String text(File log) {
    try {
      return Files.readString(log.toPath());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path compile(Path sources, Path classes) throws IOException {
    Files.createDirectories(classes);
    Path use = sources.resolve("src/main/java/Use.java");
    Files.writeString(use, USE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources.resolve("src/main/java"))) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-nowarn", "-proc:none", "-d", classes.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(said::toString).isTrue();
    }
    return classes;
  }
}
