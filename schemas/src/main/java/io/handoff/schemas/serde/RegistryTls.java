package io.handoff.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** TLS to the registry from Confluent's keys. Host names are always verified. */
final class RegistryTls {

  private RegistryTls() {}

  /** Null where nothing is configured: the JDK's default serves then. */
  static @Nullable SSLContext context(AvroSerdeConfig config) {
    KeyStore trusted =
        load(
            config,
            AvroSerdeConfig.TRUSTSTORE_LOCATION,
            AvroSerdeConfig.TRUSTSTORE_PASSWORD,
            AvroSerdeConfig.TRUSTSTORE_TYPE);
    KeyStore own =
        load(
            config,
            AvroSerdeConfig.KEYSTORE_LOCATION,
            AvroSerdeConfig.KEYSTORE_PASSWORD,
            AvroSerdeConfig.KEYSTORE_TYPE);
    if (trusted == null && own == null) {
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own == null ? null : keys(own, config), trusted == null ? null : trust(trusted), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw failure(AvroSerdeConfig.KEYSTORE_LOCATION, e);
    }
  }

  private static KeyManager[] keys(KeyStore own, AvroSerdeConfig config)
      throws GeneralSecurityException {
    char[] password = password(config, AvroSerdeConfig.KEY_PASSWORD);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(
        own, password == null ? password(config, AvroSerdeConfig.KEYSTORE_PASSWORD) : password);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trust(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static @Nullable KeyStore load(
      AvroSerdeConfig config, String location, String password, String type) {
    String file = config.getString(location);
    if (file == null) {
      return null;
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(config.getString(type));
      store.load(in, password(config, password));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw failure(location, e);
    }
  }

  private static char @Nullable [] password(AvroSerdeConfig config, String key) {
    String secret = config.secret(key);
    return secret == null ? null : secret.toCharArray();
  }

  private static ConfigException failure(String key, Exception cause) {
    ConfigException failure = new ConfigException(key + " cannot be used: " + cause);
    failure.initCause(cause);
    return failure;
  }
}
