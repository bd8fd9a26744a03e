package dev.sample.courier.cli;

import dev.sample.courier.Courier;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.body.FileDownload;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.policy.RetryPolicy;
import dev.sample.courier.transport.JdkTransport;
import dev.sample.courier.transport.ProxyRoutes;
import dev.sample.courier.transport.Transport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A small cousin of curl, mostly for trying out what the library does. */
public final class CourierCli {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    CourierCli(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(new CourierCli(System.out, System.err, System.getenv()).run(args));
    }

    /** @return 0 for success, 2 for wrong usage, 6, 7, 28 and 35 as curl has them, 22 for a status of 400 and above */
    int run(String... args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException | IOException e) {
            err.println("courier: " + e.getMessage());
            err.println(Arguments.USAGE);
            return 2;
        }
        Courier courier = Courier.builder()
                .over(transport(arguments))
                .retrying(RetryPolicy.standard().withMaxAttempts(arguments.retries() + 1))
                .build();
        try {
            if (arguments.output() != null) {
                return download(courier, arguments);
            }
            try (Reply reply = courier.send(arguments.request())) {
                if (arguments.showHeaders()) {
                    out.println(reply.status());
                    reply.headers().asMap().forEach((name, values) -> values.forEach(value -> out.println(name + ": " + value)));
                    out.println();
                }
                reply.stream().transferTo(out);
                out.flush();
                return reply.status() >= 400 ? 22 : 0;
            }
        } catch (CourierException e) {
            err.println("courier: " + e.getMessage());
            return exitCode(e);
        } catch (IOException e) {
            err.println("courier: " + e.getMessage());
            return 1;
        }
    }

    private int download(Courier courier, Arguments arguments) throws IOException {
        Request request = arguments.request();
        FileDownload download = new FileDownload(courier, (done, total) ->
                err.print("\r" + (total > 0 ? done * 100 / total + " %" : done / 1024 + " KiB")));
        Path file = download.to(request, arguments.output());
        err.println("\r" + file);
        return 0;
    }

    private Transport transport(Arguments arguments) {
        ProxyRoutes routes = arguments.proxy() != null
                ? ProxyRoutes.everythingThrough(arguments.proxy())
                : ProxyRoutes.fromEnvironment(environment);
        HttpClient.Builder client = HttpClient.newBuilder().proxy(routes).connectTimeout(Duration.ofSeconds(10));
        routes.authenticator().ifPresent(client::authenticator);
        return new JdkTransport(client.build(), Duration.ofMinutes(5));
    }

    private static int exitCode(CourierException e) {
        return switch (e.kind()) {
            case DNS -> 6;
            case CONNECT -> 7;
            case STATUS -> 22;
            case TIMEOUT, DEADLINE -> 28;
            case TLS -> 35;
            case BROKEN_STREAM, REDIRECT, FUSE_BLOWN, THROTTLED, DECODE, INTERRUPTED, OTHER -> 1;
        };
    }
}
