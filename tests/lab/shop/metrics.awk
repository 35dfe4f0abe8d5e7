# Lines "./name size" of counters, to Prometheus' text format.
{ sub(/^\.\//, "", $1); n[$1] = $2 }
END {
    print "# HELP http_requests_total Answers, without those to /health and /metrics."
    print "# TYPE http_requests_total counter"
    for (name in n) if (name ~ /^code\./) printf "http_requests_total{code=\"%s\"} %d\n", substr(name, 6), n[name]
    print "# HELP http_errors_total Answers with a status of 500 and above."
    print "# TYPE http_errors_total counter"
    printf "http_errors_total %d\n", n["code.500"]
    print "# HELP http_request_duration_seconds Time from request to answer."
    print "# TYPE http_request_duration_seconds histogram"
    buckets = split("5 10 25 50 100 250 500 1000 2500 5000", limit, " ")
    for (i = 1; i <= buckets; i++) {
        total += n["bucket." limit[i]]
        printf "http_request_duration_seconds_bucket{le=\"%s\"} %d\n", limit[i] / 1000, total
    }
    total += n["bucket.Inf"]
    printf "http_request_duration_seconds_bucket{le=\"+Inf\"} %d\n", total
    printf "http_request_duration_seconds_sum %s\n", n["millis"] / 1000
    printf "http_request_duration_seconds_count %d\n", total
    print "# HELP shop_info What runs."
    print "# TYPE shop_info gauge"
    printf "shop_info{version=\"%s\"} 1\n", version
}
