"""Lines of Postfix: each field that a line is said to have is read out of it.

The suite has the text behind the program's name; a frame is put in front here, with the
program that its pattern names. Fragments (counters, TLS levels) are put into a line that
holds them. Names of fields differ: FIELDS says which of ours is which of theirs. A case is
one named value; a line that comes to nothing at all fails as a whole."""

import json
import re

from framework import Tally

NAME = "log-postfix"
GOAL = 100

# theirs -> ours; a tuple: any of them
FIELDS = {
    "postfix_queueid": "queue_id",
    "postfix_message-id": "message_id",
    "postfix_message_level": "level",
    "postfix_client_hostname": "client_name",
    "postfix_client_ip": "client_ip",
    "postfix_client_ip_unknown": "client_ip",
    "postfix_client_port": "client_port",
    "postfix_relay_hostname": "relay_name",
    "postfix_relay_ip": "relay_ip",
    "postfix_relay_port": "relay_port",
    "postfix_status": "status",
    "postfix_action": "action",
    "postfix_prepend_type": "header",
    "postfix_prepend_trigger": "header",
    "postfix_prepend_value": "reason",
    "postfix_proxy_result": "action",
    "postfix_proxy_smtp_stage": "stage",
    "postfix_proxy_message": "reason",
    "postfix_proxy_status_code": "status_code",
    "postfix_proxy_status_code_enhanced": "status_enhanced",
    "postfix_smtp_stage": "stage",
    "postfix_status_code": "status_code",
    "postfix_status_code_enhanced": "status_enhanced",
    "postfix_status_data": "reason",
    "postfix_status_message": "reason",
    "postfix_smtp_response": "response",
    "postfix_pipe_response": "response",
    "postfix_smtp_lostconn_data": ("reason", "what"),
    "postfix_smtpd_lostconn_data": ("what", "reason"),
    "postfix_smtp_lostconn_reason": "reason",
    "postfix_message": ("message", "reason", "name", "header"),
    "postfix_from": "from",
    "postfix_service": "service",
    "postfix_anvil_cache_size": "cache_size",
    "postfix_anvil_conn_rate": "rate",
    "postfix_anvil_conn_period": "period",
    "postfix_anvil_conn_count": "count",
    "postfix_anvil_timestamp": "at",
    "postfix_scache_timestamp": "at",
    "postfix_scache_hits": "hits",
    "postfix_scache_miss": "miss",
    "postfix_scache_success": "success",
    "postfix_scache_domains": "domains",
    "postfix_scache_addresses": "addresses",
    "postfix_scache_connection": "connection",
    "postfix_version": "version",
    "postfix_config_path": "configuration",
    "postfix_postscreen_cache_retained": "retained",
    "postfix_postscreen_cache_dropped": "dropped",
    "postfix_postscreen_access": "verdict",
    "postfix_postscreen_violation": "verdict",
    "postfix_postscreen_violation_time": "seconds",
    "postfix_postscreen_dnsbl_rank": "dnsbl_rank",
    "postfix_postsuper_action": "message",
    "postfix_postsuper_summary_action": "what",
    "postfix_postsuper_summary_count": "count",
    "postfix_tls_trustlevel": "tls_trust",
    "postfix_tls_version": "tls_version",
    "postfix_tls_cipher": "tls_cipher",
    "postfix_tls_cipher_size": "tls_cipher_size",
    "postfix_tls_key_exchange": "tls_key_exchange",
    "postfix_tls_server_signature": "tls_server_signature",
    "postfix_tls_server_signature_size": "tls_server_signature_size",
    "postfix_tls_server_digest": "tls_server_digest",
    "postfix_command_counter_data": "commands",
}
# Where ours has a longer text, theirs has to be a part of it.
PARTS = {
    "header", "reason", "response", "message", "name", "verdict", "commands", "what",
}  # fmt: skip


def read_yaml(text):
    """The little of YAML that the suite uses."""
    pattern = data = None
    results = {}
    for line in text.splitlines():
        match = re.match(r"^(\s*)([\w-]+):\s?(.*)$", line)
        if not match or line.startswith("#"):
            continue
        value = match[3].strip() if not match[3].strip().startswith('"') else json.loads(match[3].strip())
        if match[1]:
            results[match[2]] = value
        elif match[2] == "pattern":
            pattern = re.search(r"POSTFIX_(\w+)", value)[1].lower()
        elif match[2] == "data":
            data = value
    return pattern, data, results


def frame(pattern, data):
    if pattern == "command_counter_data":
        pattern, data = "smtpd", f"disconnect from unknown[192.0.2.1] {data}"
    elif pattern == "tls_features":
        pattern, data = "smtp", f"1234567: to=<a@example.com>, relay=b[192.0.2.1]:25, delay=1, delays=1/0/0/0, tls={data}, dsn=2.0.0, status=sent (250 ok)"
    return f"Jan  1 00:00:00 mx postfix/{pattern.replace('_', '-')}[1]: {data}"


def fields(got):
    found = {"queue_id": [got["queue_id"] or ""]}
    for field in got["fields"]:
        found.setdefault(field["name"], []).append(field["value"])
    return found


def pairs(text):
    """"to=<a>, relay=b, …", or blanks between: what it names."""
    for key, value in re.findall(r"([\w-]+)=(<[^>]*>|[^\s,]+)", text):
        yield key, value.strip("<>")


def holds(found, theirs, wanted):
    first = {name: values[0] for name, values in found.items()}
    if theirs == "postfix_message" and first.get("header"):
        wanted = wanted.rpartition(" from ")[0]  # the client is a field of its own
    if theirs == "postfix_message" and first.get("name"):
        have = f"hostname {first['name']} does not resolve to address {first['client_ip']}"
        return None if have == wanted else have
    if theirs == "postfix_proxy_result":
        wanted = f"proxy-{wanted}"
    if theirs == "postfix_keyvalue_data":
        for key, value in pairs(wanted):
            if key == "client":
                have = f"{found.get('client_name', [''])[0]}[{found.get('client_ip', [''])[0]}]"
            else:
                have = (found.get(key) or found.get("uid" if key == "uid" else key) or [None])[0]
            if have != value:
                return f"{key}: {have!r}, not {value!r}"
        return None
    if theirs.startswith("postfix_cmd_"):
        counters = dict(re.findall(r"(\w+)=(\S+)", found.get("commands", [""])[0]))
        name = theirs[len("postfix_cmd_") :]
        accepted = name.endswith("_accepted")
        name = name.removesuffix("_accepted")
        value = counters.get("commands" if name == "count" else name, "")
        have = value.split("/")[0 if accepted else -1]
        return None if have == wanted else f"{name}: {have!r}, not {wanted!r}"
    if theirs in ("postfix_tls_security_level", "postfix_tls_downgrade_level", "postfix_requiretls", "postfix_tls_level_suffix"):
        have = found.get("tls", [""])[0]
        return None if wanted in have else f"tls: {have!r}, without {wanted!r}"
    ours = FIELDS.get(theirs)
    if ours is None:
        return f"no field of ours is {theirs}"
    names = ours if isinstance(ours, tuple) else (ours,)
    for name in names:
        for have in found.get(name, []):
            if have == wanted or (name in PARTS and wanted.strip() in have):
                return None
    return f"{names}: {[found.get(n) for n in names]!r}, not {wanted!r}"


def run(ctx):
    tally = Tally()
    whole = 0
    files = ctx.files(NAME, "*.yaml")
    rows = [read_yaml(f.read_text(encoding="utf-8")) for f in files]
    done = ctx.command(["read", "maillog"], stdin="".join(frame(p, d) + "\n" for p, d, _ in rows).encode())
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    tally.case("a line for each", len(lines) == len(rows), f"{len(lines)} of {len(rows)}: {done.stderr!r}")
    for file, (pattern, data, results), got in zip(files, rows, lines):
        right = True
        for theirs, wanted in results.items():
            why = holds(fields(got), theirs, str(wanted))
            right &= tally.case(f"{file.stem} {theirs}", why is None, why)
        whole += right
    tally.notes.append(f"log-postfix: {whole} of {len(rows)} lines are read as a whole")
    return tally.result()
