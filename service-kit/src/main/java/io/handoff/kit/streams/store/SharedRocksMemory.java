package io.handoff.kit.streams.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for all stores of the process, instead of about
 * 100 MB each.
 *
 * <p>The size is the system property {@code handoff.rocksdb.memory-mb}, 16 to 65536, 64 by default;
 * half of it may be write buffers.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {

  /** System property with the size of all stores' memory, in MiB. */
  public static final String MEMORY_PROPERTY = "handoff.rocksdb.memory-mb";

  /** Loaded on first use, after the native library. */
  private static final class Shared {
    static final long BYTES = Math.clamp(Long.getLong(MEMORY_PROPERTY, 64), 16, 65_536) << 20;
    static final Cache CACHE = new LRUCache(BYTES, -1, false, 0.1);
    static final WriteBufferManager BUFFERS = new WriteBufferManager(BYTES / 2, CACHE);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    RocksDB.loadLibrary();
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.BUFFERS);
    options.setWriteBufferSize(8L << 20);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // shared by all stores, so it lives as long as the process
  }
}
