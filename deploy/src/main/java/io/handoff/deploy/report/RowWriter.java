package io.handoff.deploy.report;

import java.io.IOException;

/** Writes rows in some format, one after the other. Closing completes the output. */
interface RowWriter extends AutoCloseable {

  void write(Row row) throws IOException;

  @Override
  void close() throws IOException;
}
