package io.signalbox.connectors.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Passes on, until its server is closed, what comes over one kind of connection to another. */
final class Relay {

    /** Opens the way on. */
    interface Onward {
        SocketChannel open() throws IOException;
    }

    private Relay() {}

    static void channels(ServerSocketChannel server, Onward onward) {
        try {
            while (true) {
                SocketChannel from = server.accept();
                serve(from, Channels.newInputStream(from), Channels.newOutputStream(from), onward);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    static void sockets(ServerSocket server, Onward onward) {
        try {
            while (true) {
                Socket from = server.accept();
                Thread.ofVirtual().start(() -> {
                    try {
                        serve(from, from.getInputStream(), from.getOutputStream(), onward);
                    } catch (IOException e) {
                        // The handshake failed.
                    }
                });
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void serve(Closeable from, InputStream in, OutputStream out, Onward onward) throws IOException {
        SocketChannel to = onward.open();
        pump(in, Channels.newOutputStream(to), from, to);
        pump(Channels.newInputStream(to), out, from, to);
    }

    private static void pump(InputStream in, OutputStream out, Closeable from, Closeable to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                in.transferTo(out);
            } catch (IOException e) {
                // One of them has closed.
            }
        });
    }
}
