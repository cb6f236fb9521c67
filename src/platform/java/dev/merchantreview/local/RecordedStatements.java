package dev.merchantreview.local;

import com.zaxxer.hikari.HikariDataSource;
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
   */
  public record Executed(String sql, List<ParameterSetOperation> parameters) {

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

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    List<Executed> during = seen;
    Thread current = Thread.currentThread();
    if (during == null || !current.equals(asking) && !current.getName().startsWith(REQUESTS)) {
      return;
    }
    for (QueryInfo query : queries) {
      if (query.getParametersList().isEmpty()) {
        during.add(new Executed(query.getQuery(), List.of()));
      }
      for (List<ParameterSetOperation> parameters : query.getParametersList()) {
        during.add(new Executed(query.getQuery(), List.copyOf(parameters)));
      }
    }
  }
}
