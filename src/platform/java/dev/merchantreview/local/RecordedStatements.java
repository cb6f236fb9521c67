package dev.merchantreview.local;

import com.zaxxer.hikari.HikariDataSource;
import dev.merchantreview.database.OneTrip;
import dev.merchantreview.shared.ReadTogether;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Writes down what a service of this JVM has its database do during one piece of work: what the
 * thread that asks does itself, and what requests do meanwhile. Its loops and schedules go on
 * unseen. It is one more source of the service.
 */
public final class RecordedStatements implements BeanPostProcessor, QueryExecutionListener {

  /** What Spring Boot calls the threads of requests. */
  private static final String REQUESTS = "tomcat-handler-";

  private volatile @Nullable List<Executed> seen;
  private volatile @Nullable Thread asking;

  /**
   * A statement.
   *
   * @param sql with question marks
   * @param parameters how they were set
   * @param sameTrip whether it went to the database with the one before
   */
  public record Executed(String sql, List<ParameterSetOperation> parameters, boolean sameTrip) {

    /** Sets them once more. */
    void set(PreparedStatement statement) throws SQLException {
      for (ParameterSetOperation one : parameters) {
        try {
          one.getMethod().invoke(statement, one.getArgs());
        } catch (ReflectiveOperationException cause) {
          throw new SQLException(sql, cause);
        }
      }
    }
  }

  /** Below the pool: what looks at the pool itself finds it as it was. */
  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      DriverManagerDataSource database = new DriverManagerDataSource(pool.getJdbcUrl());
      database.setConnectionProperties(pool.getDataSourceProperties());
      pool.setDataSource(ProxyDataSourceBuilder.create(database).listener(this).build());
    }
    return bean;
  }

  /** Does the work, and tells what the database was told meanwhile. */
  public synchronized List<Executed> during(Runnable work) {
    List<Executed> during = Collections.synchronizedList(new ArrayList<>());
    asking = Thread.currentThread();
    seen = during;
    try {
      work.run();
    } finally {
      seen = null;
      asking = null;
    }
    return List.copyOf(during);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // How it ends does not matter: it costs the same.
  }

  private static boolean isOfRequests(Thread current) {
    return current.getName().startsWith(REQUESTS)
        || current.getName().startsWith(ReadTogether.THREADS);
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    List<Executed> during = seen;
    Thread current = Thread.currentThread();
    if (during == null || !current.equals(asking) && !isOfRequests(current)) {
      return;
    }
    boolean sameTrip = false;
    for (QueryInfo query : queries) {
      List<List<ParameterSetOperation>> all =
          query.getParametersList().isEmpty() ? List.of(List.of()) : query.getParametersList();
      for (List<ParameterSetOperation> parameters : all) {
        int before = 0;
        for (String part : query.getQuery().split(OneTrip.BETWEEN)) {
          int own = (int) part.chars().filter(one -> one == '?').count();
          during.add(new Executed(part, of(parameters, before, own), sameTrip));
          before += own;
          sameTrip = true;
        }
      }
    }
  }

  /**
   * The parameters of one of some statements that are sent together, counted from its own first.
   */
  private static List<ParameterSetOperation> of(
      List<ParameterSetOperation> all, int before, int own) {
    List<ParameterSetOperation> some = new ArrayList<>();
    for (ParameterSetOperation one : all) {
      int index = (Integer) one.getArgs()[0] - before;
      if (index >= 1 && index <= own) {
        Object[] arguments = one.getArgs().clone();
        arguments[0] = index;
        some.add(new ParameterSetOperation(one.getMethod(), arguments));
      }
    }
    return List.copyOf(some);
  }
}
