package io.handoff.deploy.settings;

import io.handoff.settings.ParsedSettings;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.model.AccountConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code settings validate}: needs neither broker nor registry. */
@Command(name = "validate", description = "Checks a settings file and names everything wrong.")
final class ValidateCommand extends SettingsTask {

  @Parameters(index = "0", paramLabel = "FILE", description = "An account's settings, in YAML.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Override
  protected int run() {
    SettingsFiles content = file(file);
    ParsedSettings parsed = content.parse();
    String account = parsed.settings().map(AccountConfig::accountId).orElse(null);
    report(content, parsed.problems(), account);
    return account == null ? SettingsCommand.FAULTY : SettingsCommand.OK;
  }

  private void report(SettingsFiles content, List<Problem> problems, @Nullable String account) {
    if (json()) {
      problems.forEach(problem -> out().println(ProblemReport.json(problem)));
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("kind", "validated");
      result.put("file", content.name());
      result.put("account", account);
      result.put("valid", account != null);
      printJson(result);
      return;
    }
    new ProblemReport(content).print(out(), problems);
    if (account != null) {
      out().printf("%s is valid for account %s%n", content.name(), account);
    }
  }
}
