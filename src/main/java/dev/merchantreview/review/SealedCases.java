package dev.merchantreview.review;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.merchantreview.personaldata.SealedContents;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cases of a type with personal data in what is handed in: that is kept sealed under the key of
 * whoever acts for the case.
 *
 * @param <C> the cases
 * @param <D> what is kept of one besides what is kept of every case
 * @param <T> what is handed in
 */
public abstract class SealedCases<
        C extends ReviewedCase<?, ?>,
        D extends SealedCases.Data<T>,
        T extends SealedContents.Personal<T>>
    extends Cases<C, D> {

  private static final String CONTENT = "content";

  private final SealedContents contents;
  private final Class<T> type;

  protected SealedCases(
      JdbcClient jdbc,
      JsonColumns json,
      SealedContents contents,
      Class<T> type,
      Declared<C, D> declared) {
    super(jdbc, json, declared);
    this.contents = contents;
    this.type = type;
  }

  /** What is kept of a case, with what was handed in last. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  public abstract static class Data<T> {

    /** Not written with the rest: {@link #seal} adds it, sealed. */
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    private T content;

    protected Data(T content) {
      this.content = content;
    }

    public final T content() {
      return content;
    }

    public final void content(T fixed) {
      content = fixed;
    }

    /** Whose personal data it is. */
    public abstract String ownerId();
  }

  /** Whether cases were kept before their personal data was sealed. */
  protected boolean hasPlainOnes() {
    return false;
  }

  /** What was erased stays as it is kept: nothing that could be read again is lost. */
  @Override
  protected void seal(CaseId id, D data, ObjectNode kept) {
    if (!data.content().erased()) {
      kept.set(CONTENT, json().tree(sealed(id, data)));
    }
  }

  /** The keys of all owners are asked for at once. */
  @Override
  protected List<C> made(List<Read<D>> rows) {
    SealedContents.Readings readings =
        contents.readings(rows.stream().map(row -> row.data().ownerId()).toList());
    rows.forEach(row -> open(row.kept().id(), row.data(), readings));
    return super.made(rows);
  }

  /** Makes what is kept readable again. */
  protected void open(CaseId id, D kept, SealedContents.Readings readings) {
    kept.content(readings.opened(kept.ownerId(), id.value(), kept.content(), hasPlainOnes()));
  }

  private T sealed(CaseId id, D data) {
    return contents.sealed(data.ownerId(), id.value(), data.content());
  }

  private T opened(String owner, CaseId id, T kept) {
    return contents.opened(owner, id.value(), kept, hasPlainOnes());
  }

  /** What was handed in, as a decided round keeps it. */
  public String kept(C decided) {
    return json().written(sealed(decided.id(), data(decided)));
  }

  /** Reads what {@link #kept} made. */
  public T content(C decided, String kept) {
    return opened(decided.ownerId(), decided.id(), json().value(kept, type));
  }
}
