# shellcheck shell=bash
# What Signalbox and the tests need to know about the lab: site.yaml and lab.env.

zones=([1]=a [2]=b)

write_site() {
    local host
    {
        echo "# Written by tests/lab/up: the two hosts of the lab and what runs on them."
        echo "hosts:"
        for host in "${standard_hosts[@]}"; do
            cat <<YAML
  - name: $(host_name "$host")
    url: $(host_url "$host")
    address: $(host_address "$host")
    labels: {role: web, zone: ${zones[host]}}
    vars: {port: "8080"}
YAML
        done
        sed "s/REGISTRY/$registry/" <<'YAML'

services:
  # Healthy when it answers over HTTP.
  - name: shop
    image: REGISTRY/shop
    hosts: role=web
    container:
      network_mode: host
      environment:
        SHOP_ADDRESS: "${host.address}"
        SHOP_PORT: "${host.vars.port}"
      mem_limit: 64m
      restart: unless-stopped
      healthcheck: {test: [NONE]}
    health: {url: "http://${host.address}:${host.vars.port}/health", status: 200, interval: 500ms, timeout: 2s}
    rollout: {batch: 1, allowed_failures: 0, healthy_within: 20s}

  # Healthy when Docker says so.
  - name: shop-docker
    image: REGISTRY/shop
    hosts: role=web
    container:
      network_mode: host
      environment:
        SHOP_ADDRESS: "${host.address}"
        SHOP_PORT: "8081"
      mem_limit: 64m
      restart: unless-stopped
      healthcheck: {test: [CMD, /bin/healthy], interval: 1s, timeout: 2s, retries: 3}
    rollout: {batch: 1, allowed_failures: 0, healthy_within: 20s}
YAML
    } >"$LAB_DIR/site.yaml"
}

write_environment() {
    local host
    {
        cat <<ENV
LAB_NET=$LAB_NET
LAB_DIR=$LAB_DIR
LAB_SITE=$LAB_DIR/site.yaml
LAB_REGISTRY=$registry
LAB_REGISTRY_WITH_LOGIN=$registry_with_login
LAB_REGISTRY_USER=$registry_user
LAB_REGISTRY_PASSWORD=$registry_password
LAB_HOSTS=${standard_hosts[*]}
ENV
        for host in "${standard_hosts[@]}"; do
            cat <<ENV
LAB_HOST_${host}_NAME=$(host_name "$host")
LAB_HOST_${host}_URL=$(host_url "$host")
LAB_HOST_${host}_ADDRESS=$(host_address "$host")
LAB_HOST_${host}_SOCKET=$(host_socket "$host")
ENV
        done
    } >"$LAB_DIR/lab.env"
}
