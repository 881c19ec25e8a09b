package io.handoff.deploy.contracts;

import io.handoff.deploy.connect.EndpointOptions;
import io.handoff.schemas.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code handoff topics}: what the services need on a broker and in a registry. */
@Command(name = "topics", description = "Creates the topics and registers their schemas.")
public final class TopicsCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private TopicsCommand() {}

  /** The command with its sub-commands, to be added to a root. */
  public static CommandLine commandLine() {
    return new CommandLine(new TopicsCommand()).addSubcommand(new Create());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which: create.");
  }

  @Command(
      name = "create",
      description = {
        "Creates the topics of the catalogue and registers their schemas. What is there stays as"
            + " it is, so that it may be run before every start and every upgrade. Where a topic"
            + " has other partitions, time stamps or another cleanup policy, nothing is created.",
        "",
        "Example:",
        "  deploy/handoff topics create --bootstrap-servers kafka:9092 \\",
        "      --registry http://registry:8080/apis/ccompat/v7 \\",
        "      --partitions 12 --replicas 3"
      })
  private static final class Create implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin private final EndpointOptions endpoints = new EndpointOptions();

    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "4",
        description =
            "Partitions of topics that are made now, 1 to 1000; it bounds how many instances can"
                + " share the work and cannot be changed later. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
        names = "--replicas",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Replicas of topics that are made now, 1 to 9; from 3 on, each record is on two before"
                + " it counts (min.insync.replicas). Default: ${DEFAULT-VALUE}.")
    private short replicas;

    @Override
    public Integer call() throws InterruptedException {
      if (partitions < 1 || partitions > 1000) {
        throw new ParameterException(spec.commandLine(), "--partitions must be 1 to 1000");
      }
      if (replicas < 1 || replicas > 9) {
        throw new ParameterException(spec.commandLine(), "--replicas must be 1 to 9");
      }
      new Contracts(partitions, replicas).prepare(endpoints.endpoints(spec.commandLine()));
      spec.commandLine()
          .getOut()
          .printf("%d topics and their schemas are in place.%n", Topics.ALL.size());
      return 0;
    }
  }
}
