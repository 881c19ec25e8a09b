package io.handoff.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.Sizes;
import io.handoff.deploy.bench.SyntheticConversations;
import io.handoff.deploy.contracts.Contracts;
import io.handoff.deploy.local.LocalStack;
import io.handoff.deploy.local.RunFolder;
import io.handoff.deploy.local.StackPlan;
import io.handoff.deploy.local.server.Endpoints;
import io.handoff.deploy.local.server.HandoffHome;
import io.handoff.deploy.local.server.ServiceProcess;
import io.handoff.deploy.local.server.ServiceSpec;
import io.handoff.deploy.play.Backlog;
import io.handoff.deploy.play.Publisher;
import io.handoff.deploy.report.ReportCommand;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsPublisher;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.SAXParserFactory;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 100,000 tickets that two instances of ticket-service made on a real broker: the report over them
 * and the questions to them.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TicketsAtScaleIT {

  private static final int TICKETS =
      Integer.getInteger("handoff.tickets", Sizes.of(10_000, 1_000_000));
  private static final Duration PATIENCE = Duration.ofMinutes(Sizes.of(8, 25));
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private final SyntheticConversations conversations = new SyntheticConversations(TICKETS, 20);
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalStack stack;
  private ServiceProcess one;
  private ServiceProcess two;

  @BeforeAll
  void start() throws Exception {
    HandoffHome home = HandoffHome.locate();
    Path run = home.run("tickets-at-scale-it");
    RunFolder.clear(run);
    ServiceSpec spec = ServiceSpec.of("ticket-service").withReadyTimeout(Duration.ofMinutes(5));
    stack =
        LocalStack.start(
            home,
            StackPlan.onFreePorts(run)
                .withServices(List.of(spec, spec.withInstanceId("ticket-service-b"))),
            TicketsAtScaleIT::prepare,
            step -> {});
    one = stack.service("ticket-service");
    two = stack.service("ticket-service-b");
    try (Publisher publisher = new Publisher(stack.endpoints());
        Backlog backlog = new Backlog(stack.endpoints())) {
      conversations.publish(publisher);
      var ends = backlog.ends();
      Awaitility.await("everything is read")
          .atMost(PATIENCE)
          .until(() -> backlog.isReadUpTo("ticket-service", ends));
    }
    Awaitility.await("both instances hold partitions")
        .atMost(PATIENCE)
        .until(() -> partitions(one).size() + partitions(two).size() == 4);
  }

  private static void prepare(Endpoints endpoints) throws InterruptedException {
    Contracts.forOneMachine().prepare(endpoints);
    new SettingsPublisher(
            new SettingsConnection(
                endpoints.bootstrapServers(), endpoints.schemaRegistryUrl(), TIMEOUT, Map.of()),
            TIMEOUT,
            InstantSource.system())
        .apply("bench.yaml", SyntheticConversations.SETTINGS, "it", "");
  }

  @AfterAll
  void stop() {
    if (stack != null) {
      stack.close();
    }
    http.close();
  }

  @Test
  @Order(1)
  void shouldAnswerForWhatTheOtherInstanceHolds() throws Exception {
    assertThat(partitions(one)).isNotEmpty();
    assertThat(partitions(two)).isNotEmpty();
    TreeSet<String> holders = new TreeSet<>();
    for (JsonNode ticket : json(get(one, "/tickets?account=bench&limit=20")).get("tickets")) {
      String id = ticket.get("ticketId").asString();
      String conversation = ticket.get("conversationId").asString();
      String holder =
          json(get(one, "/instances?account=bench&conversation=" + conversation))
              .get("holder")
              .get("address")
              .asString();
      holders.add(holder);
      for (ServiceProcess asked : List.of(one, two)) {
        for (String hint : List.of("", "&conversation=" + conversation)) {
          HttpResponse<String> answer = get(asked, "/tickets/" + id + "?account=bench" + hint);
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          assertThat(json(answer).get("ticketId").asString()).isEqualTo(id);
          assertThat(answer.headers().firstValue("Handoff-Instance")).hasValue(holder);
        }
      }
    }
    assertThat(holders).hasSize(2);
    assertThat(get(two, "/tickets/none?account=bench").statusCode()).isEqualTo(404);
  }

  @Test
  @Order(2)
  void shouldListTheSameOnBothInstances() throws Exception {
    // Every twentieth conversation is whole and closed; all of those are anna's.
    String question = "/tickets?account=bench&assignee=anna&status=closed&limit=500";
    List<String> ids = all(one, question);
    assertThat(ids).hasSize(TICKETS / 20).isSorted().doesNotHaveDuplicates();
    assertThat(all(two, question)).isEqualTo(ids);
    assertThat(all(two, "/tickets?account=bench&assignee=ben&status=closed")).isEmpty();
  }

  @Test
  @Order(3)
  void shouldWriteARowForEveryConversation() throws Exception {
    Path csv = report("csv");
    try (var lines = Files.lines(csv)) {
      assertThat(lines.count()).isEqualTo(conversations.conversations() + 1L);
    }
    Path xlsx = report("xlsx");
    Map<String, String> names = new HashMap<>();
    List<String> ids = new ArrayList<>();
    readWithPoi(
        xlsx,
        (row, cells) -> {
          if (row > 0) {
            ids.add(cells.get("A"));
            names.put(cells.get("A"), cells.get("E"));
          }
        });
    assertThat(ids).hasSize(conversations.conversations()).isSorted().doesNotHaveDuplicates();
    for (int number = 0; number < conversations.conversations(); number += 997) {
      assertThat(names.get(SyntheticConversations.id(number)))
          .isEqualTo(SyntheticConversations.customerName(number));
    }
  }

  @Test
  @Order(4)
  void shouldSayThatItIsPartialWhenAnInstanceDoesNotAnswer() throws Exception {
    String gone = two.baseUrl().substring("http://".length());
    two.kill();
    JsonNode page = json(get(one, "/tickets?account=bench&limit=10"));
    assertThat(page.get("complete").asBoolean()).isFalse();
    assertThat(page.get("missingInstances").toString()).contains(gone);
    Awaitility.await("one holds everything")
        .atMost(PATIENCE)
        .until(() -> json(get(one, "/tickets?account=bench&limit=10")).get("complete").asBoolean());
    assertThat(partitions(one)).containsExactly(0, 1, 2, 3);
  }

  private Path report(String format) {
    Path file = folder.resolve("report." + format);
    int code =
        ReportCommand.commandLine()
            .execute(
                "conversations",
                "--account",
                "bench",
                "--from",
                "2026-01-01",
                "--to",
                "2026-12-31",
                "--format",
                format,
                "--out",
                file.toString(),
                "--bootstrap-servers",
                stack.endpoints().bootstrapServers(),
                "--registry",
                stack.endpoints().schemaRegistryUrl());
    assertThat(code).isZero();
    return file;
  }

  private interface RowSink {
    void row(int number, Map<String, String> cells);
  }

  private static void readWithPoi(Path file, RowSink sink) throws Exception {
    try (OPCPackage opened = OPCPackage.open(file.toFile())) {
      XSSFReader reader = new XSSFReader(opened);
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      XMLReader parser = factory.newSAXParser().getXMLReader();
      parser.setContentHandler(
          new XSSFSheetXMLHandler(
              reader.getStylesTable(),
              new ReadOnlySharedStringsTable(opened),
              new Rows(sink),
              false));
      try (InputStream sheet = reader.getSheetsData().next()) {
        parser.parse(new InputSource(sheet));
      }
    }
  }

  /** Gathers cells by the letters of their column. */
  private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {
    private final RowSink sink;
    private final Map<String, String> cells = new HashMap<>();

    Rows(RowSink sink) {
      this.sink = sink;
    }

    @Override
    public void startRow(int number) {
      cells.clear();
    }

    @Override
    public void cell(String reference, String value, XSSFComment comment) {
      cells.put(CellReference.convertNumToColString(new CellReference(reference).getCol()), value);
    }

    @Override
    public void endRow(int number) {
      sink.row(number, cells);
    }
  }

  private List<Integer> partitions(ServiceProcess service) throws Exception {
    HttpResponse<String> answer = get(service, "/instances");
    List<Integer> partitions = new ArrayList<>();
    if (answer.statusCode() == 200) {
      json(answer)
          .get("instances")
          .get(0)
          .get("partitions")
          .forEach(partition -> partitions.add(partition.asInt()));
    }
    return partitions;
  }

  private List<String> all(ServiceProcess service, String question) throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = whole(service, question + cursor);
      page.get("tickets").forEach(ticket -> ids.add(ticket.get("ticketId").asString()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  /** On a machine that is slow, an instance can fail to answer another in time: asked again. */
  private JsonNode whole(ServiceProcess service, String question) {
    return Awaitility.await("a page that lacks nothing")
        .atMost(PATIENCE)
        .pollInSameThread()
        .ignoreExceptions()
        .until(() -> json(get(service, question)), page -> page.get("complete").asBoolean());
  }

  private HttpResponse<String> get(ServiceProcess service, String pathAndQuery) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(service.baseUrl() + pathAndQuery))
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
