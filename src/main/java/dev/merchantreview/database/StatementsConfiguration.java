package dev.merchantreview.database;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the service makes its statements. */
@Configuration(proxyBeanMethods = false)
class StatementsConfiguration {

  /** Every statement of the service is made by it. */
  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource, WriteBehind writeBehind) {
    return new SendingFirst(dataSource, writeBehind);
  }

  /** Sends what was kept back before it makes a statement of the same transaction. */
  private static final class SendingFirst extends JdbcTemplate {

    private final WriteBehind writeBehind;

    SendingFirst(DataSource dataSource, WriteBehind writeBehind) {
      super(dataSource);
      this.writeBehind = writeBehind;
    }

    /** Every statement passes here before it is made. */
    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
      super.applyStatementSettings(statement);
      writeBehind.send();
    }

    /** But those somebody makes with the connection itself. */
    @Override
    public <T extends @Nullable Object> T execute(ConnectionCallback<T> action) {
      writeBehind.send();
      return super.execute(action);
    }
  }
}
