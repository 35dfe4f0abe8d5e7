package io.signalbox.engine.step;

/**
 * Where a value stands.
 *
 * @param path of names and indexes ({@code container.ports[2]}); empty for the whole input
 * @param label what people call it
 */
record Place(String path, String label) {

    static final Place ROOT = new Place("", "The input");

    Place field(String name, String itsLabel) {
        return new Place(path.isEmpty() ? name : path + "." + name, "'" + itsLabel + "'");
    }

    Place item(int index) {
        return new Place(path + "[" + index + "]", label + " item " + (index + 1));
    }

    Place key(String key) {
        return new Place(path + "." + key, label + " key " + Texts.shown(key));
    }
}
