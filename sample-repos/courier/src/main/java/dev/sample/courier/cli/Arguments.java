package dev.sample.courier.cli;

import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.body.Body;
import dev.sample.courier.body.MultipartBody;
import dev.sample.courier.header.MediaType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

record Arguments(Request request, int retries, String proxy, Path output, boolean showHeaders) {
    static final String USAGE = """
            usage: courier [options] URL
              -X VERB          method (default GET, or POST with -d or -F)
              -H 'NAME: TEXT'  header, may be repeated
              -d TEXT|@FILE    body
              -F NAME=TEXT|@FILE  form field, may be repeated
              -o FILE          save there, resuming what is there already
              -i               print status and headers
              --retry N        further attempts (default 2)
              --max-time SEC   budget for everything (default 30)
              -x HOST:PORT     proxy""";

    static Arguments parse(String... args) throws IOException {
        Parser parser = new Parser();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            parser.take(rest.next(), rest);
        }
        return parser.finish();
    }

    private static final class Parser {
        private String url;
        private Verb verb;
        private Body body;
        private MultipartBody.Builder form;
        private final List<String[]> headers = new ArrayList<>();
        private int retries = 2;
        private long seconds = 30;
        private String proxy;
        private Path output;
        private boolean showHeaders;

        void take(String word, Iterator<String> rest) throws IOException {
            switch (word) {
                case "-X" -> verb = Verb.valueOf(value(word, rest).toUpperCase(Locale.ROOT));
                case "-H" -> headers.add(pair(word, value(word, rest), ':'));
                case "-d" -> body = data(value(word, rest));
                case "-F" -> addField(pair(word, value(word, rest), '='));
                case "-o" -> output = Path.of(value(word, rest));
                case "-i" -> showHeaders = true;
                case "--retry" -> retries = Integer.parseInt(value(word, rest));
                case "--max-time" -> seconds = Long.parseLong(value(word, rest));
                case "-x" -> proxy = value(word, rest);
                default -> {
                    if (word.startsWith("-") || url != null) {
                        throw new IllegalArgumentException("unexpected '" + word + "'");
                    }
                    url = word.contains("://") ? word : "https://" + word;
                }
            }
        }

        Arguments finish() {
            if (url == null) {
                throw new IllegalArgumentException("no URL");
            }
            Body content = form != null ? form.build() : body;
            Verb method = verb != null ? verb : content == null ? Verb.GET : Verb.POST;
            Request.Builder builder = Request.to(method, URI.create(url)).within(Duration.ofSeconds(seconds));
            headers.forEach(header -> builder.header(header[0], header[1]));
            if (content != null) {
                builder.body(content);
            }
            return new Arguments(builder.build(), retries, proxy, output, showHeaders);
        }

        private void addField(String[] pair) {
            form = form == null ? MultipartBody.builder() : form;
            if (pair[1].startsWith("@")) {
                form.file(pair[0], Path.of(pair[1].substring(1)), MediaType.OCTETS);
            } else {
                form.field(pair[0], pair[1]);
            }
        }

        private static Body data(String text) throws IOException {
            String content = text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
            boolean json = content.strip().startsWith("{") || content.strip().startsWith("[");
            return json ? Body.bytes(content.getBytes(StandardCharsets.UTF_8), MediaType.JSON) : Body.text(content);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return rest.next();
        }

        private static String[] pair(String option, String text, char separator) {
            int at = text.indexOf(separator);
            if (at <= 0) {
                throw new IllegalArgumentException(option + " needs NAME" + separator + "VALUE, got '" + text + "'");
            }
            return new String[] {text.substring(0, at).strip(), text.substring(at + 1).strip()};
        }
    }
}
