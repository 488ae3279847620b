"""The files of tests/worlds, as several tests need them.

    whois/SERVER/QUERY      what a WHOIS server answers to a query (the name percent-encoded)
    rdap/HOST/PATH          what a server of RDAP answers; PATH.redirect holds where it leads instead
    web/HOST/PATH           pages (_wildcard.DOMAIN: of all hosts below it); a folder without index.html, and all else, is 404
    logs/HOST/DOMAIN        what a collection of the logs of certificates answers about a domain
    tls/HOST                the facts of a certificate: subject, issuer, names, not_before, not_after
    certificates/           world A: the same as PEM, for answers.json
    dns.zone                where all of these hosts are

`world_files.py` alone writes what WHOIS, RDAP and the sites say into each answers.json.
"""

import json
import pathlib
import re
import urllib.parse

WORLDS = pathlib.Path(__file__).resolve().parents[1] / "worlds"
REDIRECT = ".redirect"
WILDCARD = "_wildcard"


def files(folder):
    """(host, path below it, file) of all files of a folder of hosts."""
    for host in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []:
        for path in sorted(p for p in host.rglob("*") if p.is_file()):
            yield host.name, path.relative_to(host).as_posix(), path


def whois(world):
    """{server: {query: text}}"""
    table = {}
    for server, query, path in files(WORLDS / world / "whois"):
        table.setdefault(server, {})[urllib.parse.unquote(query)] = path.read_text(encoding="utf-8")
    return table


def rdap(world):
    """{host: {path: (status, text, where it leads or None)}}"""
    table = {}
    for host, name, path in files(WORLDS / world / "rdap"):
        text = path.read_text(encoding="utf-8")
        leads = text.strip() if name.endswith(REDIRECT) else None
        table.setdefault(host, {})["/" + name.removesuffix(REDIRECT)] = (301, "", leads) if leads else (200, text, None)
    return table


def logs(world):
    """{host: {domain: text}}"""
    table = {}
    for host, domain, path in files(WORLDS / world / "logs"):
        table.setdefault(host, {})[domain] = path.read_text(encoding="utf-8")
    return table


def certificates(world):
    """{host: facts}"""
    folder = WORLDS / world / "tls"
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def hosts(world, kind):
    folder = WORLDS / world / kind
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def addresses(world):
    """{name: [addresses]} of A and AAAA records; a name may begin with "*."."""
    found, origin = {}, None
    for line in (WORLDS / world / "dns.zone").read_text(encoding="utf-8").splitlines():
        words = line.split(";")[0].split()
        if line.startswith("$ORIGIN"):
            origin = words[1].rstrip(".")
        elif len(words) >= 3 and words[-2] in ("A", "AAAA"):
            name = origin if words[0] == "@" else words[0].rstrip(".") if words[0].endswith(".") else f"{words[0]}.{origin}"
            found.setdefault(name.lower(), []).append(words[-1])
    return found


def addresses_of(known, host):
    """Those of a host, by its own records or by a wildcard's."""
    labels = host.split(".")
    for i in range(len(labels)):
        name = ".".join(labels[i:])
        if i == 0 and name in known:
            return known[name]
        if i and "*." + name in known:
            return known["*." + name]
    raise KeyError(host)


def registry_answers(world):
    """The entries of an answers file that say the same as whois/ and rdap/."""
    entries = [{"question": f"whois {server} {query}", "data": [text]} for server, table in whois(world).items() for query, text in table.items()]
    for host, table in rdap(world).items():
        for path, (_, text, leads) in table.items():
            data = f"HTTP/1.1 301 Moved Permanently\nlocation: {leads}\n\n" if leads else text
            entries.append({"question": f"rdap https://{host}{path}", "data": [data]})
    return entries


def log_answers(world):
    """The entries that say the same as logs/."""
    return [{"question": f"list {host} {domain}", "data": [f"HTTP/1.1 200 OK\n:address {addresses(world)[host][0]}:443\n:verify 0 ok\ncontent-type: application/json\n\n{text}"]}
            for host, table in logs(world).items() for domain, text in table.items()]


def der(path):
    """The certificates of a PEM file, in base64."""
    text = path.read_text(encoding="ascii")
    return ["".join(block.split()) for block in re.findall(r"-----BEGIN CERTIFICATE-----(.*?)-----END", text, re.S)]


def site_answers(world):
    """The entries that say the same as web/ and certificates/ (made by tests/tools/world-certificates)."""
    entries = []
    known = addresses(world)
    for host in hosts(world, "web"):
        name = host.replace("_wildcard.", "*.")
        address = addresses_of(known, name.replace("*", "x"))[0]
        chain = [c for kind in ("leaf", "issuer") for p in [WORLDS / world / "certificates" / f"{kind}.pem"] if p.exists() for c in der(p)]
        head = [f":address {address}:{443 if chain else 80}"]
        if chain:
            shake = [":tls TLSv1.3 TLS_AES_256_GCM_SHA384", ":alpn h2", ":verify 0 ok"]
            lines = [head[0], *shake, *(f":certificate {c}" for c in chain)]
            entries.append({"question": f"tls {name}:443", "data": ["\n".join([*lines, "", ""])]})
            head += shake
        scheme = "https" if chain else "http"
        fields = "content-type: text/html; charset=utf-8"
        for _, path, file in (entry for entry in files(WORLDS / world / "web") if entry[0] == host):
            if not path.endswith("index.html"):
                continue
            text = "\n".join(["HTTP/2 200" if chain else "HTTP/1.1 200 OK", *head, fields, "", file.read_text(encoding="utf-8")])
            entries.append({"question": f"http GET {scheme}://{name}/{path.removesuffix('index.html')}", "data": [text]})
        # Any other path is not there; of "/" any query is.
        top = [e for e in entries if e["question"] == f"http GET {scheme}://{name}/"]
        if top:
            entries.append({"question": f"http GET {scheme}://{name}/?*", "data": top[0]["data"]})
        missing = "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"
        text = "\n".join(["HTTP/2 404" if chain else "HTTP/1.1 404 Not Found", *head, fields, "", missing])
        entries.append({"question": f"http GET {scheme}://{name}/*", "data": [text]})
    return entries


def write_answers(world):
    path = WORLDS / world / "answers.json"
    text = path.read_text(encoding="utf-8")
    lines = [line.rstrip().rstrip(",") for line in text.splitlines()[1:-1]]
    lines = [line for line in lines if not re.match(r'\s*\{"question": "(whois|rdap|tls|http|list crt.sh) ', line)]
    lines += ["  " + json.dumps(entry, ensure_ascii=False) for entry in [*registry_answers(world), *site_answers(world), *log_answers(world)]]
    path.write_text(text.splitlines()[0] + "\n" + ",\n".join(lines) + "\n" + text.splitlines()[-1] + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in "ABC":
        write_answers(each)
