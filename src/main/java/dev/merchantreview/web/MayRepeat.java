package dev.merchantreview.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Parameters of a call that may be named several times, each time with another value. Every other
 * one is refused the second time, because nobody could say which of the two was meant.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayRepeat {

  String[] value();
}
