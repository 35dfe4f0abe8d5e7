package io.signalbox.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many hosts are worked on at a time: a number ({@code 2}) or a share of all ({@code 25%}, rounded up).
 *
 * @param amount at least 1; at most 100 if it is a share
 * @param percent whether it is a share
 */
public record BatchSize(int amount, boolean percent) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,9})\\s*(%?)\\s*");

    public BatchSize {
        if (amount < 1 || (percent && amount > 100)) {
            throw new IllegalArgumentException("The batch size " + amount + (percent ? "%" : "") + " is out of range: "
                    + (percent ? "a share is between 1% and 100%." : "a number is at least 1."));
        }
    }

    /**
     * Reads its text form.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static BatchSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The batch size '" + text + "' is neither a number such as 2 nor a share such as 25%.");
        }
        return new BatchSize(
                Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    /** How many of this many: at least 1. */
    public int of(int all) {
        return percent ? Math.max(1, Math.ceilDiv(Math.multiplyExact(all, amount), 100)) : amount;
    }

    /**
     * Cuts a list into batches, in its order.
     *
     * @param ramp whether to begin with one and double, up to the full size
     */
    public <T> List<List<T>> cut(List<T> all, boolean ramp) {
        int full = of(all.size());
        List<List<T>> batches = new ArrayList<>();
        int size = ramp ? 1 : full;
        for (int from = 0; from < all.size(); ) {
            int to = from + Math.min(Math.min(size, full), all.size() - from);
            batches.add(List.copyOf(all.subList(from, to)));
            from = to;
            size = Math.min(full, size) * 2;
        }
        return List.copyOf(batches);
    }

    @Override
    public String toString() {
        return amount + (percent ? "%" : "");
    }
}
