package io.signalbox.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class DidYouMean {

    private static final int LONGEST = 100;

    private DidYouMean() {}

    /** A sentence to append to a message, with a space before it; empty if nothing known is near. */
    public static String hint(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    /** The known name nearest to the given one, if it is near enough to be meant. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        if (given.isBlank() || given.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(given);
        int most = Math.max(1, wanted.length() / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .filter(name -> name.length() <= LONGEST)
                .map(name -> new Near(name, distance(wanted, plain(name))))
                .filter(near -> near.distance <= most)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name);
    }

    /** Case and separators are what people get wrong first, so they cost nothing. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's, with two neighbours swapped counting as one. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
