package io.handoff.deploy;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that share one running system ({@link io.handoff.deploy.system.SystemUnderTest}). Each
 * can be run alone, too.
 */
@Suite
@SelectClasses(
    names = {
      "io.handoff.deploy.preview.PreviewEqualsProductionIT",
      "io.handoff.deploy.system.ReplayFaultIT",
      "io.handoff.deploy.system.SlaIT",
      "io.handoff.deploy.system.TemplatesIT",
      "io.handoff.deploy.system.DeskIT",
      "io.handoff.deploy.system.SystemIT",
      "io.handoff.deploy.system.ClientSamplesIT"
    })
class SharedSystemIT {}
