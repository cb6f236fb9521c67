/** Takes in uploaded proofs, judged by their content, and gives them to who may read them. */
@ApplicationModule(displayName = "Documents")
@NullMarked
package dev.merchantreview.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
