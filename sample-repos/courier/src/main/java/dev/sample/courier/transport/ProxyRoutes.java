package dev.sample.courier.transport;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which calls go through which proxy. {@link #fromEnvironment} understands the variables that curl and most other tools
 * share and that the JDK ignores: {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}.
 */
public final class ProxyRoutes extends ProxySelector {
    private final Optional<URI> forHttp;
    private final Optional<URI> forHttps;
    private final List<String> exceptions;

    private ProxyRoutes(Optional<URI> forHttp, Optional<URI> forHttps, List<String> exceptions) {
        this.forHttp = forHttp;
        this.forHttps = forHttps;
        this.exceptions = exceptions;
    }

    public static ProxyRoutes fromEnvironment(Map<String, String> environment) {
        List<String> exceptions = Stream.of(either(environment, "no_proxy").orElse("").split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .toList();
        return new ProxyRoutes(
                either(environment, "http_proxy").map(ProxyRoutes::address),
                either(environment, "https_proxy").map(ProxyRoutes::address),
                exceptions);
    }

    public static ProxyRoutes everythingThrough(String proxy) {
        Optional<URI> address = Optional.of(address(proxy));
        return new ProxyRoutes(address, address, List.of());
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<URI> proxy = "https".equalsIgnoreCase(uri.getScheme()) ? forHttps : forHttp;
        if (proxy.isEmpty() || excepted(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort())) {
            return List.of(Proxy.NO_PROXY);
        }
        // Unresolved: the name may mean something only to the network that the proxy stands in.
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.get().getHost(), portOf(proxy.get()));
        return List.of(new Proxy(Proxy.Type.HTTP, address));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        System.getLogger(ProxyRoutes.class.getName()).log(System.Logger.Level.WARNING, "proxy {0} failed for {1}", address, uri);
    }

    /**
     * User and password from the proxy's address, offered to proxies only and never to servers.
     *
     * <p>The JDK refuses Basic for https tunnels by default ("407 Proxy Authentication Required" although the password is
     * right) until {@code -Djdk.http.auth.tunneling.disabledSchemes=""} is given.
     */
    public Optional<Authenticator> authenticator() {
        Optional<String> userInfo = Stream.of(forHttps, forHttp)
                .flatMap(Optional::stream)
                .map(URI::getUserInfo)
                .filter(info -> info != null)
                .findFirst();
        return userInfo.map(info -> new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                int colon = info.indexOf(':');
                String user = colon < 0 ? info : info.substring(0, colon);
                return new PasswordAuthentication(user, (colon < 0 ? "" : info.substring(colon + 1)).toCharArray());
            }
        });
    }

    private boolean excepted(String host, int port) {
        for (String entry : exceptions) {
            boolean withPort = port >= 0 && entry.equals(host + ":" + port);
            if (entry.equals("*") || withPort || host.equals(entry) || host.endsWith("." + entry)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> either(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT)).map(environment::get).filter(v -> v != null && !v.isBlank()).findFirst();
    }

    private static URI address(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("not a proxy address: '" + text + "', write http://host:port");
        }
        return uri;
    }

    private static int portOf(URI proxy) {
        return proxy.getPort() >= 0 ? proxy.getPort() : 8080;
    }
}
