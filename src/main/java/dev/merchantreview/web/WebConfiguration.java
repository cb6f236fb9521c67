package dev.merchantreview.web;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private final HandlerJudge judge;
  private final List<HandlerMethodArgumentResolver> arguments;
  private final ObjectProvider<StrictJson> json;

  WebConfiguration(
      HandlerJudge judge,
      CallerResolver callers,
      OnceResolver once,
      ExpectedVersionResolver expectedVersions,
      ObjectProvider<StrictJson> json) {
    this.judge = judge;
    this.json = json;
    this.arguments = List.of(callers, once, expectedVersions);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.addAll(arguments);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(judge);
    // First: what is asked for in a form only another call of the address has is judged as asked of
    // this one.
    registry.addInterceptor(new AcceptableAnswers());
    registry.addInterceptor(new ParameterTexts());
    registry.addInterceptor(new ContentTypes());
    registry.addInterceptor(new NoBodies(json));
  }

  /** What pages are made with; it changes with the service only, and holds nothing of anybody. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    CacheControl hour = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    registry
        .addResourceHandler(ConsolePaths.ASSETS + "webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(hour)
        .resourceChain(true);
    registry
        .addResourceHandler(ConsolePaths.ASSETS + "*")
        .addResourceLocations("classpath:/console-assets/")
        .setCacheControl(hour);
  }

  @Bean
  static MessageSource messageSource() {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasenames(
        "messages",
        "console/console",
        "console/overview",
        "console/case",
        "console/timeline",
        "console/rounds",
        "console/rules",
        "console/subject",
        "console/appeals",
        "console/desk");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    source.setDefaultLocale(Languages.STANDARD);
    return source;
  }
}
