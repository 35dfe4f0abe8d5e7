# shellcheck shell=bash
# The demonstration images, built on the first host and pushed to the lab's registry.

shop_versions=(1.0 1.1 1.2 1.3)

# What the images are made of; other content means other images.
images_fingerprint() { cat "$lab_scripts"/shop/* "$(command -v busybox)" | sha256sum | cut -d' ' -f1; }

images_ready() {
    local tags version
    [[ $(cat "$LAB_DIR/registry/images" 2>/dev/null) == "$(images_fingerprint)" ]] || return 1
    tags=$(busybox wget -q -O - "http://$registry/v2/shop/tags/list" 2>/dev/null) || return 1
    for version in "${shop_versions[@]}"; do
        [[ $tags == *"\"$version\""* ]] || return 1
    done
}

images_build() {
    local context version
    context=$(mktemp -d)
    cp "$lab_scripts"/shop/* "$(command -v busybox)" "$context/"
    mkdir "$context/bin"
    # Links instead of a RUN: building needs no container then.
    busybox --list | while read -r applet; do ln -s busybox "$context/bin/$applet"; done
    rm -f "$context/bin/busybox"
    for version in "${shop_versions[@]}"; do
        image_push "$context" "$version" >"$LAB_DIR/registry/build.log" 2>&1 || {
            rm -rf "$context"
            tail -n 10 "$LAB_DIR/registry/build.log" >&2
            die "cannot build $registry/shop:$version"
        }
    done
    rm -rf "$context"
    images_fingerprint >"$LAB_DIR/registry/images"
}

image_push() {
    local healthy=true error_rate=0 image=$registry/shop:$2
    [[ $2 != 1.2 ]] || healthy=false
    [[ $2 != 1.3 ]] || error_rate=0.2
    host_docker 1 build --force-rm --build-arg "version=$2" --build-arg "healthy=$healthy" \
        --build-arg "error_rate=$error_rate" -t "$image" "$1"
    host_docker 1 push "$image"
    # Deploying pulls it, as anywhere else.
    host_docker 1 rmi "$image"
}
