#!/usr/bin/env python3
"""Write html_entities.c: the named character references of HTML.

Python carries the list of the WHATWG standard (html.entities.html5). Run it
from this folder when the list changes, which it has promised never to do:
    python3 html_entities.py > html_entities.c
"""
from html.entities import html5

names = sorted(html5, key=lambda name: name.encode())
print("/* link/html_entities.c - written by html_entities.py, not by hand. */")
print('#include "link/html_entities.h"\n')
print("/* clang-format off */")
print("const char html_entity_names[] =")
offsets = []
at = 0
for name in names:
    offsets.append(at)
    at += len(name)
    print(f'\t"{name}"')
print("\t;\n")
print("const struct html_entity html_entities[HTML_ENTITIES] = {")
for name, offset in zip(names, offsets):
    value = html5[name].encode()
    text = "".join(f"\\{byte:03o}" for byte in value)
    print(f'\t{{ {offset}, {len(name)}, {len(value)}, "{text}" }},')
print("};")
