package dev.sample.courier.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Builds an {@link SSLContext} for {@code HttpClient.newBuilder().sslContext(…)}: who we are, and whom we believe.
 */
public final class MutualTls {
    private KeyStore identity;
    private char[] password;
    private KeyStore trusted;

    /** The key and certificate chain to show when the server asks for one. */
    public MutualTls identity(Path pkcs12, char[] storePassword) throws IOException, GeneralSecurityException {
        identity = KeyStore.getInstance("PKCS12");
        password = storePassword.clone();
        try (InputStream in = Files.newInputStream(pkcs12)) {
            identity.load(in, password);
        }
        if (keyAliases().isEmpty()) {
            throw new KeyStoreWithoutKey(pkcs12 + " holds certificates but no private key; export it together with the key");
        }
        return this;
    }

    /**
     * Believes servers whose chain ends at one of these authorities, and no others. For self-signed servers and company
     * authorities that the JDK has never heard of.
     */
    public MutualTls trusting(Path pem) throws IOException, GeneralSecurityException {
        if (trusted == null) {
            trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
        }
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException(pem + " contains no certificate; it should start with -----BEGIN CERTIFICATE-----");
            }
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
        }
        return this;
    }

    public SSLContext build() throws GeneralSecurityException {
        KeyManager[] keys = null;
        if (identity != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(identity, password);
            keys = factory.getKeyManagers();
        }
        TrustManager[] trust = null; // null means the JDK's own cacerts
        if (trusted != null) {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            trust = factory.getTrustManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /** Own certificates that end within the given time; ask at start-up and once a day. */
    public List<X509Certificate> endingWithin(Duration time, Clock clock) throws GeneralSecurityException {
        List<X509Certificate> ending = new ArrayList<>();
        for (String alias : keyAliases()) {
            if (identity.getCertificate(alias) instanceof X509Certificate certificate
                    && certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(time))) {
                ending.add(certificate);
            }
        }
        return ending;
    }

    private List<String> keyAliases() throws GeneralSecurityException {
        List<String> aliases = new ArrayList<>();
        if (identity != null) {
            for (String alias : Collections.list(identity.aliases())) {
                if (identity.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
        }
        return aliases;
    }

    static final class KeyStoreWithoutKey extends GeneralSecurityException {
        private static final long serialVersionUID = 1L;

        KeyStoreWithoutKey(String message) {
            super(message);
        }
    }
}
