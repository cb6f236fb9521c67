package dev.merchantreview.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The outside world as a small HTTP server: bank, contract signing, payment and identity providers,
 * the platform's other systems, and a merchant's system that receives notifications. Needs nothing
 * but the JDK.
 */
public final class Sandbox {

  private Sandbox() {}

  /**
   * Arguments: the port to listen on, the service's address, how long the bank is away when an
   * account number asks for that (ISO 8601), where it keeps what the bank paid.
   */
  public static void main(String[] args) throws IOException {
    start(Integer.parseInt(args[0]), args[1], Duration.parse(args[2]), Path.of(args[3]));
  }

  /**
   * Plays the outside world in this JVM.
   *
   * @param port where it listens, on the loopback address
   * @param service the service's address
   * @param bankDown how long the bank is away when an account number asks for that
   * @param data where it keeps what the bank paid
   * @return stops it
   */
  public static Runnable start(int port, String service, Duration bankDown, Path data)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    ServiceDoor door = new ServiceDoor(service);
    PaymentDesk payments = new PaymentDesk(door);
    BankDesk bank = new BankDesk(door, bankDown, new BankBook(data), new CreditBook(data));
    SigningDesk signing = new SigningDesk(door, "http://127.0.0.1:" + port);
    IdentityDesk identity = new IdentityDesk(door);
    MerchantDesk merchant = new MerchantDesk();
    StandingDesk standing = new StandingDesk();
    server.createContext("/", Sandbox::help);
    server.createContext("/payments", Exchange.handler(payments::pay));
    server.createContext("/bank/", Exchange.handler(bank::serve));
    server.createContext("/standing/", Exchange.handler(standing::serve));
    server.createContext("/contract-signing/", Exchange.handler(signing::serve));
    server.createContext("/confirmations", Exchange.handler(identity::confirm));
    server.createContext("/notifications", Exchange.handler(merchant::serve));
    server.start();
    return () -> server.stop(0);
  }

  private static void help(HttpExchange raw) throws IOException {
    Exchange exchange = new Exchange(raw);
    if (!exchange.path().equals("/")) {
      exchange.answer(404, "{\"error\": \"no such path\"}");
      return;
    }
    exchange.answer(
        200,
        """
        {"calls": [
          "POST /payments {\\"reference\\": \\"sa_…\\", \\"amountFen\\": 1000000}",
          "GET /bank/accounts/{accountNumber}/transfers",
          "POST /bank/remittances {\\"remark\\": \\"…\\", \\"amountFen\\": 37, \\"payer\\": \\"…\\"}",
          "POST /bank/mistakes {\\"number\\": \\"po_…\\", \\"amountFen\\": 100}",
          "POST /bank/faults {\\"percent\\": 30}",
          "PUT /standing/merchants/{merchantId} {\\"openDisputes\\": [\\"d-1\\"], \\"unsettledOrders\\": 0, \\"unsettledFen\\": 0, \\"arrearsFen\\": 0}",
          "POST /contract-signing/signatures {\\"contractId\\": \\"…\\", \\"signer\\": \\"…\\"}",
          "POST /confirmations {\\"reference\\": \\"sa_…\\", \\"transfer\\": 1}",
          "GET /notifications?caseId=sa_…",
          "POST /notifications/failures {\\"count\\": 3}"
        ]}
        """);
  }
}
