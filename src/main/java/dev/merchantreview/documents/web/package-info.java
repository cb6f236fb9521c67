/** HTTP calls of documents. */
@NullMarked
package dev.merchantreview.documents.web;

import org.jspecify.annotations.NullMarked;
