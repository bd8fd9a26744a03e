package dev.sample.courier.url;

import java.net.URI;

/**
 * Relative references after RFC 3986. {@link URI#resolve} still follows its predecessor, RFC 2396, and is wrong in two
 * cases that servers make use of every day.
 */
public final class UrlResolver {
    private UrlResolver() {}

    /** @throws IllegalArgumentException when the reference is not an address, relative or absolute */
    public static URI resolve(URI base, String reference) {
        String text = reference.strip();
        if (text.startsWith("?")) {
            // the JDK would cut off the last segment: /items with ?page=2 became /?page=2
            String address = withoutFragment(base.toString());
            int question = address.indexOf('?');
            return URI.create((question < 0 ? address : address.substring(0, question)) + text);
        }
        boolean bare = base.getRawPath() == null || base.getRawPath().isEmpty();
        // the JDK would make http://hostx of http://host and x
        URI rooted = bare ? URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/") : base;
        return rooted.resolve(text);
    }

    private static String withoutFragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }
}
