package io.handoff.deploy.testhandoff;

import io.handoff.deploy.play.RecordSink;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a test handoff is sent through, and what comes back of it. For one thread. */
interface Wire extends RecordSink {

  /** Values that came since the last call, waiting a short while for the first of them. */
  List<SpecificRecord> poll();
}
